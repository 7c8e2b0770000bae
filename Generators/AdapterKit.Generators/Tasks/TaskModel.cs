namespace AdapterKit.Generators;

/// <summary>A declared task adapter.</summary>
/// <param name="Type">The declared class.</param>
/// <param name="Id">The task's name.</param>
/// <param name="Backbone">The id of its backbone.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Variant">The full name of its adapter variant; <c>null</c> for a task that mixes others.</param>
/// <param name="Fused">The tasks that it mixes; none for a task with adapters of its own.</param>
/// <param name="Options">The static member that holds the variant's options; <c>null</c> for the variant's defaults.</param>
/// <param name="Placement">Where its adapters sit; <c>null</c> for the framework's default.</param>
/// <param name="Drops">The layers left out.</param>
internal sealed record TaskModel(
    TypeHeader Type,
    string Id,
    string Backbone,
    EquatableArray<string> Labels,
    string? Variant,
    EquatableArray<string> Fused,
    string? Options,
    PlacementModel? Placement,
    EquatableArray<DropModel> Drops);

/// <summary>The arguments of <c>[Placement]</c>.</summary>
internal sealed record PlacementModel(string Placement, EquatableArray<string> Points, bool TuneNorms);

/// <summary>The arguments of one <c>[AdapterDrop]</c>.</summary>
internal sealed record DropModel(string Layers, string? Point);

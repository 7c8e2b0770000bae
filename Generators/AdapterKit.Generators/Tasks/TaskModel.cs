namespace AdapterKit.Generators;

/// <summary>A declared task adapter.</summary>
/// <param name="Type">The declared class.</param>
/// <param name="Id">The id of the task.</param>
/// <param name="Backbone">The id of its backbone.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Kind">The full name of the class with its <c>Kind</c>; <c>null</c> for a base class without one.</param>
/// <param name="IsListed">Whether the entry point can refer to it.</param>
/// <param name="Variant">The adapter variant of its base class, as an expression; <c>null</c> for a base class without one.</param>
/// <param name="Adapters">The adapters that it declares by attributes, in place of those of its base class.</param>
/// <param name="Fused">The tasks that it fuses; empty for a task with adapters of its own.</param>
/// <param name="Options">The static member that holds its options; <c>null</c> for the defaults.</param>
/// <param name="Placement">Where its adapters are placed; <c>null</c> for the default placement.</param>
/// <param name="Drops">The layers without adapters.</param>
internal sealed record TaskModel(
    TypeHeader Type,
    string Id,
    string Backbone,
    EquatableArray<string> Labels,
    string? Kind,
    bool IsListed,
    string? Variant,
    EquatableArray<AdapterModel> Adapters,
    EquatableArray<string> Fused,
    string? Options,
    PlacementModel? Placement,
    EquatableArray<DropModel> Drops);

/// <summary>The arguments of one <c>[Adapter]</c>.</summary>
/// <param name="Variant">The adapter variant, as an expression.</param>
/// <param name="Options">The static member that holds its options; <c>null</c> for the defaults.</param>
/// <param name="Placement">The name of the placement; <c>null</c> for the default one.</param>
/// <param name="Points">The places; empty for all.</param>
/// <param name="TuneNorms">Whether norms are tuned.</param>
/// <param name="Drop">The layers without these adapters; <c>null</c> for none.</param>
internal sealed record AdapterModel(
    string Variant, string? Options, string? Placement, EquatableArray<string> Points, bool TuneNorms, string? Drop);

/// <summary>The arguments of <c>[Placement]</c>.</summary>
internal sealed record PlacementModel(string Placement, EquatableArray<string> Points, bool TuneNorms);

/// <summary>The arguments of one <c>[AdapterDrop]</c>.</summary>
internal sealed record DropModel(string Layers, string? Point);

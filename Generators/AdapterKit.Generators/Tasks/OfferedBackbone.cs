namespace AdapterKit.Generators;

/// <summary>A backbone that the assembly offers.</summary>
/// <param name="Type">The class.</param>
/// <param name="Id">Its id.</param>
/// <param name="ModelType">The <c>model_type</c> of a declared model; <c>null</c> for a class that loads itself.</param>
internal sealed record OfferedBackbone(TypeHeader Type, string Id, string? ModelType);

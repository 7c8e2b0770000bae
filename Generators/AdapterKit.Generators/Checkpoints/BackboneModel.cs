namespace AdapterKit.Generators;

/// <summary>A declared pretrained model.</summary>
/// <param name="Type">The class.</param>
/// <param name="ModelType">The <c>model_type</c> of its configuration.</param>
/// <param name="Prefix">What precedes its keys in checkpoints with a head.</param>
/// <param name="IgnoredKeys">The keys that it does not need.</param>
/// <param name="ConfigType">The type of its configuration.</param>
/// <param name="Components">The fields to register.</param>
internal sealed record BackboneModel(
    TypeHeader Type,
    string ModelType,
    string Prefix,
    EquatableArray<string> IgnoredKeys,
    string ConfigType,
    EquatableArray<Component> Components);

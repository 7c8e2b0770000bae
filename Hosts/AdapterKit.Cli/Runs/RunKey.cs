namespace AdapterKit.Cli.Runs;

/// <summary>What a training was of, in words that tell it from others in a record.</summary>
internal static class RunKey
{
    public static string Of(AdapterConfig config) => config.Fusion is { } fused
        ? $"{fused.Setup} {fused.Options} drop {config.Drop}"
        : $"{config.Variant.Id} {config.Placement} {config.Options} drop {config.Drop}";

    /// <summary>The published backbone's id says it all; others are told apart by their hash as well.</summary>
    public static string Of(Backbone backbone) => backbone.Id == UseLite.Id ? backbone.Id : $"{backbone.Id} {backbone.Hash}";
}

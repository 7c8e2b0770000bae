using System.Text.Json;

namespace AdapterKit;

/// <summary>Whether a bundle gives a configuration's options back as they are.</summary>
internal static class StorableConfig
{
    /// <exception cref="ArgumentException">An option would be lost, changed, or refused when the bundle is loaded.</exception>
    public static void Require(AdapterConfig config)
    {
        foreach (var set in config.Sets)
        {
            RequireOptions(set.Variant, set.Options);
            if (!Enum.IsDefined(set.Placement))
                throw new ArgumentException($"A bundle cannot store the placement {set.Placement}.", nameof(config));
        }

        if (config.Fusion is { } fusion && !IsStorable(fusion.Options))
            throw new ArgumentException($"A bundle cannot store the options of the fusion: {fusion.Options}.", nameof(config));
    }

    private static void RequireOptions(AdapterVariant variant, VariantOptions options)
    {
        var (written, again) = (new OptionsWriter(), new OptionsWriter());
        variant.Write(written, options);
        try
        {
            using var json = JsonDocument.Parse(written.Options.ToJsonString());
            variant.Write(again, variant.Read(new OptionsReader(json.RootElement, variant.Id)));
        }
        catch (FormatException error)
        {
            throw new ArgumentException($"A bundle cannot store these options. {error.Message}", nameof(options), error);
        }

        if (written.Values.FirstOrDefault(option => !Equals(option.Value, again.Values[option.Key])) is { Key: { } name } lost)
        {
            throw new ArgumentException(
                $"A bundle cannot store the option '{name}' of variant '{variant.Id}': it would come back as "
                + $"'{again.Values[name]}', not as '{lost.Value}'. Choose another value.",
                nameof(options));
        }
    }

    private static bool IsStorable(FusionOptions options)
    {
        try
        {
            var json = JsonSerializer.Serialize(options, BundleJson.Default.FusionOptions);
            return JsonSerializer.Deserialize(json, BundleJson.Default.FusionOptions) == options;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return false;
        }
    }
}

using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>The pooling of a sentence-transformers model (Reimers and Gurevych 2019, §3).</summary>
internal static class SentencePooling
{
    private const string ModulesFile = "modules.json";
    private const string PoolingType = "Pooling";
    private const string ModePrefix = "pooling_mode_";

    /// <summary>Reads the pooling that <c>modules.json</c> refers to; null for a model without that file.</summary>
    /// <exception cref="BackboneException">A file is malformed, or the model combines several poolings or uses an unknown one.</exception>
    public static Pooling? Read(string directory)
    {
        var file = Path.Combine(directory, ModulesFile);
        if (!File.Exists(file))
            return null;

        using var modules = Parse(file);
        foreach (var module in modules.RootElement.EnumerateArray())
        {
            if (module.GetProperty("type").GetString()?.EndsWith("." + PoolingType, StringComparison.Ordinal) == true)
                return ReadMode(Path.Combine(directory, GetSubdirectory(file, module), "config.json"));
        }

        return null;
    }

    private static Pooling ReadMode(string file)
    {
        using var config = Parse(file);
        var modes = config.RootElement.EnumerateObject()
            .Where(entry => entry.Name.StartsWith(ModePrefix, StringComparison.Ordinal) && entry.Value.ValueKind == JsonValueKind.True)
            .Select(entry => entry.Name[ModePrefix.Length..])
            .ToList();
        return modes switch
        {
            ["cls_token"] => Pooling.FirstToken,
            ["mean_tokens"] => Pooling.Mean,
            ["max_tokens"] => Pooling.Max,
            ["lasttoken"] => Pooling.LastToken,
            _ => throw new BackboneException(
                $"{file}: the pooling is {(modes.Count == 0 ? "none" : string.Join(" and ", modes))}. "
                + "Supported is one of cls_token, mean_tokens, max_tokens and lasttoken."),
        };
    }

    private static string GetSubdirectory(string file, JsonElement module)
    {
        var path = module.GetProperty("path").GetString() ?? "";
        return path == Path.GetFileName(path)
            ? path
            : throw new BackboneException($"{file}: the path '{path}' leaves the directory.");
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(ModelFiles.Read(file));
        }
        catch (JsonException error)
        {
            throw new BackboneException($"{file} is not valid JSON: {error.Message}", error);
        }
    }
}

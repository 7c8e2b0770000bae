using System.Text.Json;

namespace AdapterKit.Testing;

/// <summary>Numbers computed by other implementations, kept in <c>tests/AdapterKit.Tests/Goldens</c>.</summary>
public static class Goldens
{
    public static string PathOf(string file) => Repository.PathOf("tests", "AdapterKit.Tests", "Goldens", file);

    /// <summary>Opens the tensors of a case, for example <c>bert_pfeiffer</c>.</summary>
    public static SafetensorsFile Tensors(string name) => SafetensorsFile.Open(PathOf($"{name}.safetensors"));

    /// <summary>The configuration and the figures that were written down with a case.</summary>
    public static JsonElement Facts(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf($"{name}.json")));
        return document.RootElement.Clone();
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdapterKit.Interchange;

/// <summary>An entry of <c>rank_pattern</c> or <c>alpha_pattern</c>: a number for the modules that an expression matches.</summary>
internal sealed record ModulePattern(Regex Pattern, double Value)
{
    /// <summary>Reads the entries, the first of which counts where several match.</summary>
    public static IReadOnlyList<ModulePattern> ReadAll(ConfigFields fields, string key)
    {
        if (fields.Find(key) is not { } found)
            return [];

        return found.ValueKind == JsonValueKind.Object
            ? [.. fields.GetFields(key).Enumerate().Select(entry => new ModulePattern(
                PythonPattern.WholeOf(fields.Path, key, $@"(.*\.)?({entry.Key})"), fields.ReadNumber($"{key}.{entry.Key}", entry.Value)))]
            : throw fields.Refuse(key, found, "an object");
    }

    /// <summary>Returns the number of a module.</summary>
    public static double Find(IReadOnlyList<ModulePattern> patterns, string module, double fallback) =>
        patterns.FirstOrDefault(pattern => pattern.Pattern.IsMatch(module))?.Value ?? fallback;
}

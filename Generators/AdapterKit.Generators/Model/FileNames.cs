using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Gives every generated file a name that the compiler takes: of letters and digits, and unique regardless of case.</summary>
internal static class FileNames
{
    /// <summary>Replaces what C# allows in names and the compiler does not allow in names of files.</summary>
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character) || character is '.' or '_' or '+' or '`')
                encoded.Append(character);
            else
                encoded.Append('-').Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>Pairs every model with the name of its file.</summary>
    public static IncrementalValuesProvider<(string File, TModel Model)> NameFiles<TModel>(
        this IncrementalValuesProvider<TModel> models, System.Func<TModel, string> getName, string? taken = null)
    {
        var shared = models
            .Select((model, _) => getName(model))
            .Collect()
            .Select((names, _) => new EquatableArray<string>(FindShared(taken is null ? names : names.Add(taken))));
        return models.Combine(shared).Select((pair, _) => (Choose(getName(pair.Left), pair.Right), pair.Left));
    }

    private static IEnumerable<string> FindShared(ImmutableArray<string> names) => names
        .GroupBy(name => name, System.StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .Select(group => group.Key)
        .OrderBy(name => name, System.StringComparer.Ordinal);

    // The capitals tell the names apart.
    private static string Choose(string name, EquatableArray<string> shared) =>
        shared.Count == 0 || !shared.Contains(name, System.StringComparer.OrdinalIgnoreCase)
        ? name
        : name.Insert(name.Length - ".g.cs".Length, "-" + GetCapitals(name));

    private static string GetCapitals(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? $"{index}." : "")).TrimEnd('.');
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdapterKit.Interchange;

/// <summary>Which modules a field of PEFT names: a list of names or of their ends, or one regular expression.</summary>
internal sealed class ModuleNames
{
    private const string AllLinear = "all-linear";
    private readonly IReadOnlyList<string> names;
    private readonly Regex? pattern;
    private readonly bool endsLoosely;

    private ModuleNames(IReadOnlyList<string> names, Regex? pattern, bool endsLoosely) =>
        (this.names, this.pattern, this.endsLoosely) = (names, pattern, endsLoosely);

    public static ModuleNames None { get; } = Of();

    /// <summary>Whether every linear module is named.</summary>
    public bool AreAll => pattern is null && names is [AllLinear];

    /// <summary>Whether the names are a list, to which a restriction to layers applies.</summary>
    public bool AreListed => pattern is null;

    public static ModuleNames Of(params IReadOnlyList<string> names) => new(names, null, endsLoosely: false);

    /// <param name="fields">The configuration.</param>
    /// <param name="key">The field.</param>
    /// <param name="endsLoosely">Whether a name may end within a part of a path.</param>
    /// <returns>The names; null if the field is missing.</returns>
    public static ModuleNames? Read(ConfigFields fields, string key, bool endsLoosely = false) => fields.Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() == AllLinear => Of(AllLinear),
        { ValueKind: JsonValueKind.String } text => new([], PythonPattern.WholeOf(fields.Path, key, text.GetString()!), endsLoosely),
        _ => new(fields.GetTexts(key)!, null, endsLoosely),
    };

    /// <summary>Whether a module is named.</summary>
    /// <param name="path">The path of the module.</param>
    public bool Match(string path) => pattern?.IsMatch(path) ?? (Name(path) || names.Any(name => IsEnd(path, name)));

    /// <summary>Whether a module is named with its whole path.</summary>
    public bool Name(string path) => pattern is null && names.Contains(path);

    private bool IsEnd(string path, string name) =>
        path.EndsWith(endsLoosely ? name : $".{name}", StringComparison.Ordinal);
}

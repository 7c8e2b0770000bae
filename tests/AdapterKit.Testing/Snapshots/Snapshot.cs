using System.Text.RegularExpressions;

namespace AdapterKit.Testing;

/// <summary>One generated file, as it is kept: with its name on top, and without what changes from one release to the next.</summary>
public sealed partial record Snapshot(string HintName, string Source)
{
    /// <summary>The part of the file name after <c>#</c>: <c>Foo.g.cs</c> is kept as <c>Foo.g</c>.</summary>
    public string Name => Path.GetFileNameWithoutExtension(HintName);

    public string Text => $"//HintName: {HintName}\n{ToolVersion().Replace(Source.ReplaceLineEndings("\n"), "$1VERSION$2").TrimEnd('\n')}";

    [GeneratedRegex("""(GeneratedCode(?:Attribute)?\("[^"]*", ")[^"]*("\))""")]
    private static partial Regex ToolVersion();
}

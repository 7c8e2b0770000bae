using System.Text.RegularExpressions;

namespace AdapterKit.Testing;

/// <summary>One file, as it is kept: generated code with its name on top, and without what changes from one release to the next.</summary>
public sealed partial record Snapshot(string HintName, string Source)
{
    /// <summary>The part of the file name after <c>#</c>: <c>Foo.g.cs</c> is kept as <c>Foo.g</c>.</summary>
    public string Name => Path.GetFileNameWithoutExtension(HintName);

    /// <summary>The last part of the name: <c>cs</c> for code.</summary>
    public string Extension => Path.GetExtension(HintName).TrimStart('.');

    public string Text => Extension == "cs" ? $"//HintName: {HintName}\n{Lasting}" : Lasting;

    private string Lasting => ToolVersion().Replace(Source.ReplaceLineEndings("\n"), "$1VERSION$2").TrimEnd('\n');

    [GeneratedRegex("""(GeneratedCode(?:Attribute)?\("[^"]*", ")[^"]*("\))""")]
    private static partial Regex ToolVersion();
}

using System.Text.RegularExpressions;
using AdapterKit.Testing;

namespace AdapterKit.Analyzers.Tests;

/// <summary>The help page of a diagnostic.</summary>
internal sealed partial record Page(string Text)
{
    public static string PathOf(string id) => Repository.PathOf("Generators", "docs", $"{id}.md");

    public static Page Of(string id) => new(File.ReadAllText(PathOf(id)));

    public string Bad => Block("Bad");

    public string Good => Block("Good");

    private string Block(string title)
    {
        var block = Blocks().Matches(Text).SingleOrDefault(found => found.Groups[1].Value == title);
        Assert.True(block is not null, $"The page has no code block under '{title}:'.");
        return block.Groups[2].Value;
    }

    [GeneratedRegex("^(Bad|Good):\n\n```csharp\n(.*?)```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}

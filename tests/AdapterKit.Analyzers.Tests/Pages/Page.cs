using System.Text.RegularExpressions;
using AdapterKit.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>The help page of a diagnostic. All pages have the same form, which is also what the tests read.</summary>
/// <param name="Heading">The id and the title of the diagnostic.</param>
/// <param name="Report">The diagnostic that the bad code has, as <see cref="DiagnosticReport"/> renders it.</param>
/// <param name="Bad">Code that has the diagnostic.</param>
/// <param name="Good">Code that has none.</param>
/// <param name="Fix">The title of the code fix and the bad code after it; <c>null</c> if there is no fix.</param>
/// <param name="Language">The version of C# that the bad code is written in.</param>
internal sealed partial record Page(
    string Heading, string Report, string Bad, string Good, (string Title, string After)? Fix, LanguageVersion Language)
{
    /// <summary>The ids of all pages, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Directory.GetFiles(Repository.PathOf("Generators", "docs"), "*.md")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal)];

    public static Page Read(string id)
    {
        var page = Form().Match(File.ReadAllText(Repository.PathOf("Generators", "docs", $"{id}.md")));
        Assert.True(page.Success, $"The page of {id} does not have the form of a help page; compare it with another page.");

        var (good, fix, after) = (page.Groups["good"].Value, page.Groups["fix"], page.Groups["after"]);
        return new Page(
            page.Groups["heading"].Value,
            page.Groups["report"].Value,
            page.Groups["bad"].Value,
            good,
            fix.Success ? (fix.Value, after.Success ? after.Value : good) : null,
            page.Groups["language"] is { Success: true, Value: var version } && LanguageVersionFacts.TryParse(version, out var language)
                ? language
                : Sources.Parsing.LanguageVersion);
    }

    [GeneratedRegex(
        """
        \A\#[ ](?<heading>[^\n]+)\n
        \n```text\n(?<report>.+?)\n```\n
        \n.+?\n
        \nBad(,[ ]with[ ]`<LangVersion>(?<language>\d+)</LangVersion>`)?:\n\n```csharp\n(?<bad>.+?)```\n
        \nGood:\n\n```csharp\n(?<good>.+?)```\n
        (\nFix:[ ]`(?<fix>[^\n]+)`[ ]turns[ ]the[ ]bad[ ]code[ ]into[ ](the[ ]good[ ]code\.|this:\n\n```csharp\n(?<after>.+?)```)\n)?\z
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Form();
}

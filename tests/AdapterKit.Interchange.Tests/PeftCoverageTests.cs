using System.Text.RegularExpressions;

namespace AdapterKit.Interchange.Tests;

/// <summary>The list of PEFT's cases that do not pass is true.</summary>
public sealed partial class PeftCoverageTests
{
    [Fact]
    public void The_README_lists_the_cases_that_are_refused()
    {
        var readme = File.ReadAllText(Repository.PathOf("Framework", "AdapterKit.Interchange", "README.md"));
        var listed = Row().Matches(readme).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal);
        var cases = Directory.EnumerateDirectories(Folders.Peft()).Select(path => Path.GetFileName(path)).Where(name => name != "versions");

        Assert.Equal(listed, cases.Where(IsRefused).Order(StringComparer.Ordinal));
    }

    // Folders of several adapters have no head that is theirs alone.
    private static bool IsRefused(string name)
    {
        var isOne = File.Exists(Folders.Peft(name, "adapter_config.json"));
        var folders = isOne ? [Folders.Peft(name)] : Directory.EnumerateDirectories(Folders.Peft(name));
        using PretrainedBackbone backbone = name.StartsWith("bert", StringComparison.Ordinal)
            ? Folders.LoadPeftBackbone()
            : Folders.LoadPeftBackbone(name);
        using var checkpoint = Folders.OpenPeftCheckpoint();
        try
        {
            foreach (var folder in folders)
                AdapterFolder.Import(folder, backbone, new ImportOptions { Checkpoint = checkpoint, Head = isOne }).Dispose();

            return false;
        }
        catch (InterchangeException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"^\| `((?:bert|gpt2|llama)_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

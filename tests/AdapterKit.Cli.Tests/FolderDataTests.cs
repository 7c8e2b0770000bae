using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class FolderDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_of_mails_is_trained_on_and_evaluated()
    {
        foreach (var label in new[] { "ham", "spam" })
        {
            Directory.CreateDirectory(folder.PathOf("mails", label));
            for (var index = 0; index < 20; index++)
            {
                File.WriteAllText(
                    folder.PathOf("mails", label, $"{index}.eml"), $"Subject: {label} {index}\n\nThe {label} of mail {index}\n");
            }
        }

        File.WriteAllText(folder.PathOf("mails", "ham", "x.eml"), "Subject: bare\n\n");
        File.WriteAllText(folder.PathOf("mails", "ham", "y.txt"), "a text");
        File.WriteAllText(folder.PathOf("mails", "ham", ".hidden"), "a text");
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var trained = Train();
        var scored = CommandRun.Of(
            ["eval", "--task", "spam", "--data", folder.PathOf("mails"), "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.Success, trained.ExitCode);
        Assert.Contains("mails without a text, of which only the subject is read: 1.", trained.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, scored.ExitCode);
        Assert.Equal(42, scored.Json.EnumerateArray().Single().NumberAt("texts"));
    }

    [Theory]
    [InlineData("", "is empty. It must hold one folder per label")]
    [InlineData("a.eml", "is outside of the folder of a label")]
    [InlineData("ham/", "is empty. Put the texts of this label into it")]
    [InlineData("ham/deep/a.eml", "is a folder inside the folder of a label")]
    [InlineData("ham/a.pdf", "'.pdf' is not a supported type of text file. Use .eml, .txt.")]
    [InlineData("ham/00001", "'' is not a supported type of text file")]
    [InlineData("ham/a.eml", "cannot be read: ")]
    [InlineData("ham/empty.eml", "cannot be read: it is empty")]
    [InlineData("Ham/a.txt", "unknown label 'Ham'. Did you mean 'ham'?")]
    public void Other_folders_are_refused_with_a_sentence(string entry, string expected)
    {
        var path = folder.PathOf("mails", entry);
        Directory.CreateDirectory(entry.EndsWith('/') || entry.Length == 0 ? path : Path.GetDirectoryName(path)!);
        if (!Directory.Exists(path))
            File.WriteAllText(path, path.EndsWith("empty.eml", StringComparison.Ordinal) ? "" : "words");

        var run = Train();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains(folder.PathOf("mails"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_require_a_file()
    {
        Directory.CreateDirectory(folder.PathOf("mails", "ham"));

        var run = Train("--text-column", "body");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("require a file", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-125", "Unknown encoding 'windows-125'. Did you mean 'windows-125")]
    [InlineData("utf-7", "Unknown encoding 'utf-7'. Did you mean 'utf-8'?")]
    [InlineData("klingon", "Common names are utf-8")]
    public void An_unknown_encoding_is_refused(string name, string expected)
    {
        var run = Train("--encoding", name);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_encoding_of_a_file_can_be_named()
    {
        Directory.CreateDirectory(folder.PathOf("mails", "ham"));
        Directory.CreateDirectory(folder.PathOf("mails", "spam"));
        for (var index = 0; index < 10; index++)
        {
            File.WriteAllBytes(folder.PathOf("mails", "ham", $"{index}.txt"), [0xE9, (byte)('a' + index)]);
            File.WriteAllBytes(folder.PathOf("mails", "spam", $"{index}.txt"), [0xE8, (byte)('a' + index)]);
        }

        Assert.Contains("the file is not UTF-8", Train().Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, Train("--encoding", "latin1").ExitCode);
    }

    private CommandRun Train(params string[] arguments) => CommandRun.Of(
        ["train", "spam", "--data", folder.PathOf("mails"), "--epochs", "1", "--checkpoints", folder.PathOf("checkpoints"), .. arguments],
        TinyBackbone.Open);
}

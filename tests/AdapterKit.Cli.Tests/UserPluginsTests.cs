using System.IO.Compression;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class UserPluginsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly EnvironmentVariables variables = new();
    private readonly PluginFolder own = PluginFolder.Own();

    public UserPluginsTests()
    {
        variables["XDG_DATA_HOME"] = folder.PathOf("data");
        variables[PluginDirectories.Variable] = null;
    }

    private string Root => folder.PathOf("data", "adapterkit", "plugins");

    public void Dispose()
    {
        own.Dispose();
        variables.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void An_added_plugin_is_copied_whole_and_found_by_predict()
    {
        var added = Run("add", own.PathOf("Mine"));

        Assert.Equal((ExitCode.Success, "Added 'Mine'."), (added.ExitCode, added.Error.Trim()));
        Assert.Equal(Files(own.PathOf("Mine")), Files(Path.Combine(Root, "Mine")));
        Assert.Equal(["plugins"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Root)!).Select(Path.GetFileName));
        // The shipped plugins are for another backbone than the tiny one.
        var predicted = CommandRun.Of(["predict", "hi", "--json"], TinyBackbone.Open);
        Assert.Equal(ExitCode.PluginRefused, predicted.ExitCode);
        Assert.Equal("topic", Assert.Single(predicted.Json.ItemsAt("predictions")).TextAt("task"));
    }

    [Fact]
    public void Adding_again_replaces_the_earlier_version_as_a_whole()
    {
        Run("add", own.PathOf("Mine"));
        File.WriteAllText(Path.Combine(Root, "Mine", "stale.txt"), "of the earlier version");
        own.Edit("Mine", manifest => manifest with { Version = "2.0.0" });

        var again = Run("add", own.PathOf("Mine"));

        Assert.Equal(ExitCode.Success, again.ExitCode);
        Assert.Matches(@"^Added 'Mine' in place of version \d+\.\d+\.\d+\.$", again.Error.Trim());
        Assert.Equal(Files(own.PathOf("Mine")), Files(Path.Combine(Root, "Mine")));
        Assert.Contains("in place of version 2.0.0", Run("add", Path.Combine(Root, "Mine")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zip_file_of_the_directory_or_of_its_content_is_added(bool withDirectory)
    {
        var zip = folder.PathOf("mine.zip");
        ZipFile.CreateFromDirectory(own.PathOf("Mine"), zip, CompressionLevel.Fastest, withDirectory);

        Assert.Equal(ExitCode.Success, Run("add", zip).ExitCode);
        Assert.Equal(Files(own.PathOf("Mine")), Files(Path.Combine(Root, "Mine")));
    }

    [Fact]
    public void What_is_no_plugin_is_refused_with_the_reason_and_leaves_nothing()
    {
        File.WriteAllText(folder.PathOf("text.txt"), "no archive");
        var empty = Directory.CreateDirectory(folder.PathOf("empty")).FullName;
        (string Source, string Said)[] sources =
        [
            (folder.PathOf("missing"), "there is no such directory or file"),
            (folder.PathOf("text.txt"), "is not a .zip file"),
            (empty, "has no plugin.json"),
            (own.Root, "has no plugin.json"),
        ];

        Assert.All(sources, source =>
        {
            var run = Run("add", source.Source);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.StartsWith(source.Source, run.Error, StringComparison.Ordinal);
            Assert.Contains(source.Said, run.Error, StringComparison.Ordinal);
            AssertEmpty();
        });
    }

    [Fact]
    public void A_plugin_that_would_be_refused_is_not_added_and_the_reason_names_the_source()
    {
        File.AppendAllText(own.PathOf("Mine", "topic", "adapter.safetensors"), "x");

        var run = Run("add", own.PathOf("Mine"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("was refused (FileAltered)", run.Error, StringComparison.Ordinal);
        Assert.Contains(own.PathOf("Mine", "topic", "adapter.safetensors") + " is not the file", run.Error, StringComparison.Ordinal);
        AssertEmpty();
    }

    [Fact]
    public void A_plugin_that_would_turn_another_one_off_is_not_added()
    {
        using var shipped = PluginFolder.Copy("Reply");
        using var sameTask = PluginFolder.Copy("Reply");
        sameTask.Edit("Reply", manifest => manifest with { Id = "Other" });

        var (byId, byTask) = (Run("add", shipped.PathOf("Reply")), Run("add", sameTask.PathOf("Reply")));

        Assert.All([byId, byTask], run => Assert.Equal(ExitCode.BadInput, run.ExitCode));
        var other = Path.Combine(PluginDirectories.Shipped, "Reply");
        Assert.All([byId, byTask], run => Assert.Contains(other, run.Error, StringComparison.Ordinal));
        Assert.Contains("the task 'reply'", byTask.Error, StringComparison.Ordinal);
        AssertEmpty();
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("/")]
    public void An_id_that_leads_out_of_the_directory_is_refused(string id)
    {
        var outside = Directory.CreateDirectory(folder.PathOf("data", "outside")).FullName;
        own.Edit("Mine", manifest => manifest with { Id = id });

        var run = Run("add", own.PathOf("Mine"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"The id '{id}' does not consist of", run.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(outside));
        AssertEmpty();
    }

    [Fact]
    public void A_removed_plugin_is_gone_and_only_added_ones_can_be_removed()
    {
        Run("add", own.PathOf("Mine"));

        var misspelled = Run("remove", "Mien");
        var shipped = Run("remove", "Spam");
        var removed = Run("remove", "Mine");
        var again = Run("remove", "Mine");

        Assert.Contains("'Mien' was added. Did you mean 'Mine'? Added plugins: Mine.", misspelled.Error, StringComparison.Ordinal);
        Assert.Contains("No plugin 'Spam' was added. Added plugins: Mine.", shipped.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, "Removed 'Mine'."), (removed.ExitCode, removed.Error.Trim()));
        Assert.Contains("Added plugins: none.", again.Error, StringComparison.Ordinal);
        Assert.All([misspelled, shipped, again], run => Assert.Equal(ExitCode.BadInput, run.ExitCode));
        AssertEmpty();
    }

    [Fact]
    public void A_damaged_plugin_can_be_removed_by_the_name_of_its_directory()
    {
        Run("add", own.PathOf("Mine"));
        File.WriteAllText(Path.Combine(Root, "Mine", "plugin.json"), "{");

        Assert.Equal(ExitCode.Success, Run("remove", "Mine").ExitCode);
        AssertEmpty();
    }

    private static CommandRun Run(string command, string argument) =>
        CommandRun.Of(["plugins", command, argument], CommandRun.NoBackbone);

    private static IEnumerable<string> Files(string directory) => Directory
        .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        .Select(file => $"{Path.GetRelativePath(directory, file)} {ContentHash.ComputeFile(file)}")
        .Order();

    private void AssertEmpty()
    {
        Assert.Empty(Directory.Exists(Root) ? Directory.EnumerateFileSystemEntries(Root) : []);
        Assert.False(Directory.Exists($"{Root}.staging"));
    }
}

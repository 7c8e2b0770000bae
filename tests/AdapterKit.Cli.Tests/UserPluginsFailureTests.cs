using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>What is left when adding or removing a plugin does not come to its end.</summary>
public sealed class UserPluginsFailureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly EnvironmentVariables variables = new();
    private readonly PluginFolder own = PluginFolder.Own();

    public UserPluginsFailureTests()
    {
        variables["XDG_DATA_HOME"] = folder.Root;
        variables[PluginDirectories.Variable] = null;
    }

    private string Root => folder.PathOf("adapterkit", "plugins");

    public void Dispose()
    {
        own.Dispose();
        variables.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/proc/nowhere")]
    [InlineData("a file")]
    public void A_directory_that_cannot_be_written_is_named_with_the_way_out(string home)
    {
        File.WriteAllText(folder.PathOf("a file"), "");
        variables["XDG_DATA_HOME"] = Path.Combine(folder.Root, home);

        var run = Add();

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"The plugins in {PluginDirectories.OfUser} cannot be changed: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("use --plugins instead", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_that_does_not_exist_yet_is_created()
    {
        variables["XDG_DATA_HOME"] = folder.PathOf("new", "home");

        Assert.Equal(ExitCode.Success, Add().ExitCode);
        Assert.True(File.Exists(folder.PathOf("new", "home", "adapterkit", "plugins", "Mine", "plugin.json")));
    }

    [Fact]
    public void A_copy_that_fails_leaves_the_earlier_version()
    {
        Add();
        // A file that is gone before it is copied.
        File.CreateSymbolicLink(own.PathOf("Mine", "zz"), folder.PathOf("nowhere"));

        var run = Add();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal(["Mine"], Names());
        File.Delete(own.PathOf("Mine", "zz"));
        Assert.Contains("in place of version", Add().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_process_left_is_no_plugin_and_is_cleaned_up()
    {
        Directory.CreateDirectory($"{Root}.staging/incoming/plugin");
        File.Copy(own.PathOf("Mine", "plugin.json"), $"{Root}.staging/incoming/plugin/plugin.json");

        Assert.Empty(Names());
        Assert.Equal(ExitCode.Success, Add().ExitCode);
        Assert.Equal(["Mine"], Names());
        Assert.False(Directory.Exists($"{Root}.staging"));
    }

    [Fact]
    public void The_earlier_version_comes_back_if_the_process_was_killed_before_the_new_one_stood()
    {
        Add();
        Directory.CreateDirectory($"{Root}.staging/replaced");
        Directory.Move(Path.Combine(Root, "Mine"), $"{Root}.staging/replaced/Mine");

        var run = CommandRun.Of(["plugins", "add", folder.PathOf("missing")], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal(["Mine"], Names());
    }

    [Fact]
    public void The_earlier_version_comes_back_if_the_new_one_cannot_be_moved()
    {
        Add();

        using (var staging = new PluginStaging(Root))
            Assert.Throws<DirectoryNotFoundException>(() => staging.Publish("Mine"));

        Assert.Equal(["Mine"], Names());
    }

    [Fact]
    public void Two_processes_do_not_change_the_plugins_at_once()
    {
        using var other = new PluginStaging(Root);

        var run = Add();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("being used by another process", run.Error, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    private CommandRun Add() => CommandRun.Of(["plugins", "add", own.PathOf("Mine")], CommandRun.NoBackbone);

    private IEnumerable<string?> Names() =>
        Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(Path.GetFileName) : [];
}

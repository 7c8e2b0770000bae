using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class PluginDirectoriesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly EnvironmentVariables variables = new();
    private readonly string user;

    public PluginDirectoriesTests()
    {
        variables["XDG_DATA_HOME"] = folder.PathOf("data");
        variables[PluginDirectories.Variable] = null;
        user = Create("data/adapterkit/plugins");
    }

    public void Dispose()
    {
        variables.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_shipped_ones_come_first_then_the_users_then_those_of_the_variable()
    {
        var (one, two) = (Create("one"), Create("two"));
        variables[PluginDirectories.Variable] = $"{two}{Path.PathSeparator}{one}";

        Assert.Equal([PluginDirectories.Shipped, user, two, one], PluginDirectories.Resolve([]));
    }

    [Fact]
    public void A_missing_or_repeated_directory_of_the_variable_is_left_out()
    {
        var one = Create("one");
        string[] all = ["", folder.PathOf("missing"), $"{one}/", one, PluginDirectories.Shipped, folder.PathOf("one", "..", "one")];
        variables[PluginDirectories.Variable] = string.Join(Path.PathSeparator, all);

        Assert.Equal([PluginDirectories.Shipped, user, one], PluginDirectories.Resolve([]));
    }

    [Fact]
    public void A_directory_that_the_user_does_not_have_yet_is_left_out()
    {
        Directory.Delete(user);

        Assert.Equal([PluginDirectories.Shipped], PluginDirectories.Resolve([]));
    }

    [Fact]
    public void Named_directories_replace_the_default_ones_which_have_a_name_of_their_own()
    {
        var (one, two) = (Create("one"), Create("two"));

        Assert.Equal([two, one], PluginDirectories.Resolve([two, one]));
        Assert.Equal([two, PluginDirectories.Shipped, user, one], PluginDirectories.Resolve([two, "default", one]));
        Assert.Equal([one], PluginDirectories.Resolve([one, $"{one}/", folder.PathOf("two", "..", "one")]));
    }

    [Fact]
    public void The_option_is_repeated_and_its_order_is_the_order_of_the_plugins()
    {
        using var own = PluginFolder.Own();
        using var shipped = PluginFolder.OnTinyBackbone("Reply");

        Assert.Equal(["Mine", "Reply"], List(own.Root, shipped.Root));
        Assert.Equal(["Reply", "Mine"], List(shipped.Root, own.Root, $"{own.Root}/"));
    }

    [Fact]
    public void The_same_plugin_in_two_directories_is_refused_with_both_places()
    {
        using var one = PluginFolder.OnTinyBackbone("Reply");
        using var two = PluginFolder.OnTinyBackbone("Reply");

        var run = CommandRun.Of(["predict", "hi", "--plugins", one.Root, "--plugins", two.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(one.PathOf("Reply"), run.Error, StringComparison.Ordinal);
        Assert.Contains(two.PathOf("Reply"), run.Error, StringComparison.Ordinal);
        Assert.Contains("Remove one of them", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "there is no such directory")]
    [InlineData("file", "this is a file")]
    [InlineData("plugin", "this is the directory of a plugin. Name its parent")]
    [InlineData("plugin/", "this is the directory of a plugin. Name its parent")]
    [InlineData("loose", "lies loose")]
    public void A_named_directory_without_plugins_is_refused_with_the_reason(string name, string said)
    {
        File.WriteAllText(folder.PathOf("file"), "");
        File.WriteAllText(Path.Combine(Create("plugin"), "plugin.json"), "");
        File.WriteAllText(Path.Combine(Create("loose"), "Mine.dll"), "");

        var run = CommandRun.Of(["plugins", "--plugins", folder.PathOf(name)], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain($"Name its parent, {folder.PathOf("plugin")}", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> List(params IEnumerable<string> directories)
    {
        string[] options = [.. directories.SelectMany(directory => (string[])["--plugins", directory])];
        return CommandRun.Of(["plugins", "--json", .. options], TinyBackbone.Open).Json.ItemsAt().Select(plugin => plugin.TextAt("id"));
    }

    private string Create(string name) => Directory.CreateDirectory(folder.PathOf(name)).FullName;
}

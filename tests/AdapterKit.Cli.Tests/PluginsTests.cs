using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class PluginsTests
{
    [Fact]
    public void An_altered_plugin_is_refused_by_name_and_the_others_work()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");
        Flip(plugins.PathOf("Spam", "spam", "adapter.safetensors"));

        var list = CommandRun.Of(["plugins", "--json", "--plugins", plugins.Root], TinyBackbone.Open);
        var predict = CommandRun.Of(["predict", "hi", "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.PluginRefused, list.ExitCode);
        var states = list.Json.EnumerateArray().ToDictionary(plugin => plugin.GetProperty("id").GetString()!, plugin => plugin.GetProperty("state").GetString());
        Assert.Equal(("FileAltered", "Active"), (states["Spam"], states["Reply"]));
        Assert.Equal(ExitCode.PluginRefused, predict.ExitCode);
        Assert.Equal("reply", Assert.Single(predict.Json.GetProperty("predictions").EnumerateArray()).GetProperty("task").GetString());
        Assert.Contains("'Spam' was refused (FileAltered)", predict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_comes_and_goes_with_its_folder()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");
        var before = Ids(plugins);

        Directory.Delete(plugins.PathOf("Reply"), recursive: true);

        Assert.Equal(["Reply", "Spam"], before);
        Assert.Equal(["Spam"], Ids(plugins));
    }

    [Fact]
    public void Size_and_parameters_are_those_of_the_files_and_the_task()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var plugin = Assert.Single(CommandRun.Of(["plugins", "--json", "--plugins", plugins.Root], TinyBackbone.Open).Json.EnumerateArray());
        var task = Assert.Single(CommandRun.Of(["inspect", "--json", "--plugins", plugins.Root], TinyBackbone.Open).Json.GetProperty("heads").EnumerateArray());

        Assert.Equal(Directory.EnumerateFiles(plugins.PathOf("Spam"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), plugin.GetProperty("bytes").GetInt64());
        Assert.Equal(task.GetProperty("taskParameters").GetInt64(), plugin.GetProperty("parameters").GetInt64());
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static IEnumerable<string?> Ids(PluginFolder plugins) =>
        CommandRun.Of(["plugins", "--json", "--plugins", plugins.Root], TinyBackbone.Open)
            .Json.EnumerateArray().Select(plugin => plugin.GetProperty("id").GetString()).Order();
}

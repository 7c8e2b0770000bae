using System.Text.Json;
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
        var states = list.Json.ItemsAt().ToDictionary(plugin => plugin.TextAt("id"), plugin => plugin.TextAt("state"));
        Assert.Equal(("FileAltered", "Active"), (states["Spam"], states["Reply"]));
        Assert.Equal(ExitCode.PluginRefused, predict.ExitCode);
        Assert.Equal("reply", Assert.Single(predict.Json.ItemsAt("predictions")).TextAt("task"));
        Assert.Contains("'Spam' was refused (FileAltered)", predict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_without_its_directory_is_gone()
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

        var plugin = Assert.Single(Run("plugins", plugins).ItemsAt());
        var task = Assert.Single(Run("inspect", plugins).ItemsAt("heads"));

        var files = Directory.EnumerateFiles(plugins.PathOf("Spam"), "*", SearchOption.AllDirectories);
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), plugin.NumberAt("bytes"));
        Assert.Equal(task.NumberAt("taskParameters"), plugin.NumberAt("parameters"));
    }

    [Fact]
    public void Untrained_tasks_of_a_plugin_leave_a_trained_one_working()
    {
        using var plugin = new KindPlugin();
        SaveUntrained("topics", plugin.BundleOf("topics"));
        plugin.Write();

        var list = CommandRun.Of(["plugins", "--json", "--plugins", plugin.Root], TinyBackbone.Open);
        var table = CommandRun.Of(["plugins", "--plugins", plugin.Root], TinyBackbone.Open);
        var predict = CommandRun.Of(["predict", "hi", "--json", "--plugins", plugin.Root], TinyBackbone.Open);

        var report = Assert.Single(list.Json.ItemsAt());
        Assert.Equal((ExitCode.PluginRefused, "Active"), (list.ExitCode, report.TextAt("state")));
        Assert.Equal(
            new TaskPlugin().Tasks.Where(task => task.Id != "topics").Select(task => (task.Id, "BundleMissing")),
            report.ItemsAt("refusedTasks").Select(task => (task.TextAt("id"), task.TextAt("state"))));
        Assert.Contains("stars (BundleMissing)", table.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.PluginRefused, predict.ExitCode);
        Assert.Equal("topics", Assert.Single(predict.Json.ItemsAt("predictions")).TextAt("task"));
        Assert.Contains("Task 'stars' of plugin 'Kinds' was refused (BundleMissing)", predict.Error, StringComparison.Ordinal);
    }

    private static void SaveUntrained(string id, string bundle)
    {
        using var backbone = TinyBackbone.Open(null, null!, default);
        using var task = new TaskPlugin().Tasks.Single(declared => declared.Id == id).Create(backbone);
        Bundle.Save(bundle, task);
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static IEnumerable<string> Ids(PluginFolder plugins) =>
        Run("plugins", plugins).ItemsAt().Select(plugin => plugin.TextAt("id")).Order();

    private static JsonElement Run(string command, PluginFolder plugins) =>
        CommandRun.Of([command, "--json", "--plugins", plugins.Root], TinyBackbone.Open).Json;
}

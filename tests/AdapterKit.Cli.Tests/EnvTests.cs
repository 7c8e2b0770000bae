using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Testing;
using TorchSharp;

namespace AdapterKit.Cli.Tests;

public sealed class EnvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly EnvironmentVariables variables = new();

    public EnvTests()
    {
        variables["ADAPTERKIT_CACHE"] = folder.PathOf("cache");
        variables[PluginDirectories.Variable] = folder.Root;
        variables["XDG_DATA_HOME"] = null;
    }

    public void Dispose()
    {
        variables.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Versions_paths_caches_threads_device_and_variables_are_reported()
    {
        Directory.CreateDirectory(folder.PathOf("cache", "inner"));
        File.WriteAllBytes(folder.PathOf("cache", "inner", "file"), new byte[1234]);

        var before = torch.get_num_threads();
        var run = CommandRun.Of(["env", "--json", "--threads", "3", "--device", "cpu"], CommandRun.NoBackbone);
        torch.set_num_threads(before);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        var report = run.Json;
        Assert.Equal(
            ["AdapterKit", "contract", "TorchSharp", ".NET", "system"],
            report.At("versions").EnumerateObject().Select(version => version.Name));
        Assert.Equal(Contract.Version, report.TextAt("versions", "contract"));
        Assert.StartsWith(
            typeof(torch).Assembly.GetName().Version!.ToString(3), report.TextAt("versions", "TorchSharp"), StringComparison.Ordinal);
        Assert.Equal(3, report.NumberAt("threads"));
        Assert.Equal("cpu", report.TextAt("device"));
        Assert.Contains("cpu", report.TextsAt("devices"));
        Assert.Equal(PluginDirectories.Resolve([]), report.TextsAt("plugins"));
        Assert.Contains(folder.Root, report.TextsAt("plugins"));
        var cache = Assert.Single(report.ItemsAt("caches"));
        Assert.Equal((folder.PathOf("cache"), 1234), (cache.TextAt("directory"), cache.NumberAt("bytes")));
        Assert.Equal(folder.Root, report.TextAt("variables", PluginDirectories.Variable));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, report.At("variables", "XDG_DATA_HOME").ValueKind);
    }

    [Fact]
    public void People_get_a_line_for_each_and_a_cache_that_does_not_exist_is_empty()
    {
        var run = CommandRun.Of(["env"], CommandRun.NoBackbone);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        string[][] expected =
        [
            ["contract", Contract.Version],
            ["plugins", folder.Root],
            ["corpus", $"{folder.PathOf("cache")} (0 MB)"],
            ["XDG_DATA_HOME", "(not set)"],
        ];
        Assert.All(expected, row => Assert.Contains(run.Lines, line => row.All(text => line.Contains(text, StringComparison.Ordinal))));
    }
}

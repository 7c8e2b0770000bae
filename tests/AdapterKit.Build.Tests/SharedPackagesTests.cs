namespace AdapterKit.Build.Tests;

public sealed class SharedPackagesTests : IDisposable
{
    private const string Framework = "net10.0";

    private readonly TemporaryFolder directory = new();
    private readonly RecordingBuildEngine engine = new();

    [Fact]
    public void What_only_the_host_needs_is_shared_and_what_the_plugin_needs_is_not()
    {
        Assert.Equal(
            ["AdapterKit", "AdapterKit.Plugin", "Google.Protobuf", "TorchSharp", "libtorch-cpu-linux-x64"],
            Find(
                roots: ["AdapterKit.Plugin >= 0.1.0", "Library >= 1.0.0"],
                ("AdapterKit.Plugin", ["AdapterKit"]),
                ("AdapterKit", ["TorchSharp", "SkiaSharp"]),
                ("TorchSharp", ["Google.Protobuf", "SkiaSharp"]),
                ("Google.Protobuf", []),
                ("SkiaSharp", []),
                ("libtorch-cpu-linux-x64", []),
                ("Library", ["AdapterKit", "Drawing", "libtorch-cpu-linux-x64"]),
                ("Drawing", ["skiasharp"])));
    }

    [Fact]
    public void A_library_of_ours_that_the_host_does_not_share_stays()
    {
        Assert.Equal(
            ["AdapterKit"],
            Find(roots: ["Library >= 1.0.0"], ("AdapterKit", []), ("AdapterKit.Onnx", ["AdapterKit"]), ("Library", ["AdapterKit.Onnx"])));
    }

    [Fact]
    public void Assets_that_are_not_restored_are_a_failure_of_the_build()
    {
        Assert.False(Run(directory.PathOf("missing.json"), out _));
        Assert.Contains("missing.json", Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => directory.Dispose();

    private string[] Find(string[] roots, params (string Name, string[] Needs)[] packages)
    {
        static string List(IEnumerable<string> items) => string.Join(", ", items);
        var entries = packages.Select(package => $$"""
            "{{package.Name}}/1.0.0": { "dependencies": { {{List(package.Needs.Select(need => $"\"{need}\": \"1.0.0\""))}} } }
            """);
        var assets = directory.PathOf("project.assets.json");
        File.WriteAllText(assets, $$"""
            {
              "targets": { "{{Framework}}": { {{List(entries)}} }, "{{Framework}}/linux-x64": { {{List(entries)}} } },
              "projectFileDependencyGroups": { "{{Framework}}": [ {{List(roots.Select(root => $"\"{root}\""))}} ] }
            }
            """);
        Assert.True(Run(assets, out var shared), string.Join('\n', engine.Errors));
        return [.. shared.Order(StringComparer.Ordinal)];
    }

    private bool Run(string assets, out string[] shared)
    {
        var task = new FindSharedPackages
        {
            BuildEngine = engine,
            AssetsFile = assets,
            TargetFramework = Framework,
            SharedPackages = ["AdapterKit", "AdapterKit.Plugin", "TorchSharp*", "libtorch-*"],
        };
        var succeeded = task.Execute();
        shared = task.Packages;
        return succeeded;
    }
}

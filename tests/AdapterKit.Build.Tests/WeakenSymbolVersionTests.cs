using System.Diagnostics;

namespace AdapterKit.Build.Tests;

public sealed class WeakenSymbolVersionTests : IDisposable
{
    private readonly TemporaryFolder directory = new();
    private readonly RecordingBuildEngine engine = new();

    [Fact]
    public void The_copy_has_a_weak_requirement_and_the_source_stays_unchanged()
    {
        var before = TorchSharpPackage.Read();

        Assert.True(Run(TorchSharpPackage.Native, directory.PathOf("new/copy.so")));

        Assert.Equal(TorchSharpPackage.ReadWeakened(), File.ReadAllBytes(directory.PathOf("new/copy.so")));
        Assert.Equal(before, TorchSharpPackage.Read());
        Assert.Single(Directory.GetFiles(directory.PathOf("new")));
    }

    [Fact]
    public void A_destination_that_is_a_hard_link_to_the_source_is_replaced()
    {
        File.WriteAllBytes(directory.PathOf("cache.so"), TorchSharpPackage.Read());
        using (var link = Process.Start("ln", [directory.PathOf("cache.so"), directory.PathOf("copy.so")]))
            link.WaitForExit();
        Assert.True(File.Exists(directory.PathOf("copy.so")));

        Assert.True(Run(directory.PathOf("cache.so"), directory.PathOf("copy.so")));

        Assert.Equal(TorchSharpPackage.Read(), File.ReadAllBytes(directory.PathOf("cache.so")));
        Assert.Equal(TorchSharpPackage.ReadWeakened(), File.ReadAllBytes(directory.PathOf("copy.so")));
    }

    [Fact]
    public void A_library_that_is_already_weak_is_copied_byte_for_byte()
    {
        File.WriteAllBytes(directory.PathOf("done.so"), TorchSharpPackage.ReadWeakened());

        Assert.True(Run(directory.PathOf("done.so"), directory.PathOf("copy.so")));

        Assert.Equal(File.ReadAllBytes(directory.PathOf("done.so")), File.ReadAllBytes(directory.PathOf("copy.so")));
    }

    [Fact]
    public void A_refused_file_fails_the_build_and_keeps_an_earlier_copy()
    {
        File.WriteAllText(directory.PathOf("text.so"), "not a library");
        File.WriteAllText(directory.PathOf("copy.so"), "earlier");

        Assert.False(Run(directory.PathOf("text.so"), directory.PathOf("copy.so")));

        var error = Assert.Single(engine.Errors);
        Assert.Contains(directory.PathOf("text.so"), error, StringComparison.Ordinal);
        Assert.Contains("not an ELF file", error, StringComparison.Ordinal);
        Assert.Equal("earlier", File.ReadAllText(directory.PathOf("copy.so")));
    }

    [Fact]
    public void A_missing_source_fails_the_build()
    {
        Assert.False(Run(directory.PathOf("missing.so"), directory.PathOf("copy.so")));
        Assert.Contains("missing.so", Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => directory.Dispose();

    private bool Run(string source, string destination) => new WeakenSymbolVersion
    {
        BuildEngine = engine,
        Source = source,
        Destination = destination,
        SymbolVersion = TorchSharpPackage.Version,
    }.Execute();
}

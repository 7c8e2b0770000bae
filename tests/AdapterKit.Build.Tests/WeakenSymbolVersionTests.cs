using System.Diagnostics;

namespace AdapterKit.Build.Tests;

public sealed class WeakenSymbolVersionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecordingBuildEngine engine = new();

    [Fact]
    public void The_copy_asks_weakly_and_the_source_stays_as_it_is()
    {
        var before = TorchSharpPackage.Read();

        Assert.True(Run(TorchSharpPackage.Native, folder["new/copy.so"]));

        Assert.Equal(TorchSharpPackage.ReadWeakened(), File.ReadAllBytes(folder["new/copy.so"]));
        Assert.Equal(before, TorchSharpPackage.Read());
        Assert.Single(Directory.GetFiles(folder["new"]));
    }

    [Fact]
    public void A_destination_linked_to_the_source_is_replaced_and_not_written_through()
    {
        File.WriteAllBytes(folder["cache.so"], TorchSharpPackage.Read());
        using (var link = Process.Start("ln", [folder["cache.so"], folder["copy.so"]]))
            link.WaitForExit();
        Assert.True(File.Exists(folder["copy.so"]));

        Assert.True(Run(folder["cache.so"], folder["copy.so"]));

        Assert.Equal(TorchSharpPackage.Read(), File.ReadAllBytes(folder["cache.so"]));
        Assert.Equal(TorchSharpPackage.ReadWeakened(), File.ReadAllBytes(folder["copy.so"]));
    }

    [Fact]
    public void A_library_done_before_is_copied_byte_for_byte()
    {
        File.WriteAllBytes(folder["done.so"], TorchSharpPackage.ReadWeakened());

        Assert.True(Run(folder["done.so"], folder["copy.so"]));

        Assert.Equal(File.ReadAllBytes(folder["done.so"]), File.ReadAllBytes(folder["copy.so"]));
    }

    [Fact]
    public void A_refused_file_fails_the_build_with_its_name_and_leaves_an_earlier_copy()
    {
        File.WriteAllText(folder["text.so"], "not a library");
        File.WriteAllText(folder["copy.so"], "earlier");

        Assert.False(Run(folder["text.so"], folder["copy.so"]));

        var error = Assert.Single(engine.Errors);
        Assert.Contains(folder["text.so"], error, StringComparison.Ordinal);
        Assert.Contains("not an ELF file", error, StringComparison.Ordinal);
        Assert.Equal("earlier", File.ReadAllText(folder["copy.so"]));
    }

    [Fact]
    public void A_missing_source_is_an_error_of_the_build()
    {
        Assert.False(Run(folder["missing.so"], folder["copy.so"]));
        Assert.Contains("missing.so", Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private bool Run(string source, string destination) => new WeakenSymbolVersion
    {
        BuildEngine = engine,
        Source = source,
        Destination = destination,
        SymbolVersion = TorchSharpPackage.Version,
    }.Execute();
}

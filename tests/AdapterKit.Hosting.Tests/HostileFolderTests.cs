using System.Runtime.InteropServices;

namespace AdapterKit.Hosting.Tests;

/// <summary>Whatever lies in the folder: a state and a sentence at once, and the good plugins stay valid.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private readonly PluginsFolder plugins = new();

    public HostileFolderTests()
    {
        plugins.Add("Good");
        plugins.Add("Bad");
    }

    public static TheoryData<string> Sentences => ["""{"format": "\uD800"}""", """{"format": 1e999999999}"""];

    public void Dispose() => plugins.Dispose();

    [SkippableTheory]
    [InlineData("plugin.json", PluginState.ManifestInvalid)]
    [InlineData("Bad.dll", PluginState.FileAltered)]
    [InlineData("notes.txt", PluginState.FileAltered)]
    public void A_pipe_in_the_place_of_a_file_is_refused_without_waiting_for_a_writer(string file, PluginState state)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes have names on Unix, and are recognized on Linux.");
        plugins.AddFile("Bad", "notes.txt", [1]);
        File.Delete(plugins.PathOf("Bad", file));
        Assert.Equal(0, MakeFifo([.. System.Text.Encoding.UTF8.GetBytes(plugins.PathOf("Bad", file)), 0], 0x1ff));

        Refused(state, "not a regular file");
    }

    [Theory]
    [InlineData("plugin.json", 1L << 30, PluginState.ManifestInvalid)]
    [InlineData("Bad.dll", 1L << 40, PluginState.TooLarge)]
    public void A_file_too_large_is_refused_before_it_is_read(string file, long size, PluginState state)
    {
        using (var sparse = File.OpenWrite(plugins.PathOf("Bad", file)))
            sparse.SetLength(size);

        Refused(state, "bytes");
    }

    [Fact]
    public void A_directory_in_the_place_of_a_file_is_refused()
    {
        File.Delete(plugins.PathOf("Bad", "Bad.dll"));
        Directory.CreateDirectory(plugins.PathOf("Bad", "Bad.dll"));
        Refused(PluginState.FileAltered, "is a directory");
    }

    [Fact]
    public void Whatever_is_no_directory_has_a_state_too()
    {
        Directory.Delete(plugins.PathOf("Bad"), recursive: true);
        File.WriteAllText(plugins.PathOf("Bad"), "a loose file");

        Assert.False(Refused(PluginState.NotAPlugin, "is no directory").IsRefused);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_manifest_that_the_reader_trips_over_is_invalid(string manifest)
    {
        File.WriteAllText(plugins.PathOf("Bad", "plugin.json"), manifest);
        Refused(PluginState.ManifestInvalid, "plugin.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("Bad\u001b[2J\u001b]0;owned\u0007\nSpam Active")]
    [InlineData("Bad\u009b2J")]
    [InlineData("\u202egood")]
    public void An_id_that_is_no_name_is_refused_and_its_quotation_is_harmless(string id)
    {
        plugins.Edit("Bad", manifest => manifest with { Id = id });
        var plugin = Refused(PluginState.ManifestInvalid, "The id");
        Assert.Equal("Bad", plugin.Id);

        plugins.Edit("Good", manifest => manifest with { Tasks = [manifest.Tasks[0] with { Id = id }] });
        Assert.Equal(PluginState.ManifestInvalid, PluginHost.Discover(plugins.Root).Single(other => other.Id == "Good").State);
    }

    [Fact]
    public void A_reason_is_bounded_and_without_control_characters()
    {
        var endless = "\u001b[31m" + new string('x', 200_000);
        plugins.Edit("Bad", manifest => manifest with { Assembly = endless, EntryPoint = endless, Contract = endless });

        var reason = Refused(PluginState.ContractIncompatible, "x").Reason;
        Assert.InRange(reason.Length, 100, 3000);
        Assert.DoesNotContain(reason, char.IsControl);
    }

    [Theory]
    [InlineData("ADAPTERKIT.DLL")]
    [InlineData("libc10.so")]
    [InlineData("libtorch_cpu.so.2")]
    [InlineData("C10_CUDA.dll")]
    public void A_native_library_of_the_host_is_recognized_under_every_name_that_it_has(string file)
    {
        plugins.AddFile("Bad", file, [1]);
        Refused(PluginState.SharedAssemblyIncluded, file);
    }

    [Theory]
    [InlineData("TorchMail.dll")]
    [InlineData("libtorchlight.so")]
    [InlineData("torch_notes.txt")]
    public void A_file_that_has_torch_in_its_name_only_is_taken(string file)
    {
        plugins.AddFile("Bad", file, [1]);
        Assert.Equal(PluginState.Found, Discover().State);
    }

    private PluginStatus Refused(PluginState state, string reason)
    {
        var bad = Discover();
        Assert.Equal((state, bad.Reason), (bad.State, bad.Reason));
        Assert.Contains(reason, bad.Reason, StringComparison.Ordinal);
        return bad;
    }

    private PluginStatus Discover()
    {
        var found = PluginHost.Discover(plugins.Root);
        Assert.Equal(PluginState.Found, found.Single(plugin => plugin.Id == "Good").State);
        return found.Single(plugin => Path.GetFileName(plugin.Directory) == "Bad");
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo(byte[] path, uint mode);
}

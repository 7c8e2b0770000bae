using TorchSharp;

namespace AdapterKit.Hosting.Tests;

public sealed class DiscoveryTests : IDisposable
{
    private readonly PluginsFolder plugins = new();

    public static TheoryData<string> DamagedManifests =>
    [
        "",
        "{",
        "[]",
        "{}",
        """{ "format": 2 }""",
        """{ "format": "1" }""",
        """{ "format": 1, "id": "Alpha" }""",
        Manifest("""  "id": null, "version": "1"  """),
        Manifest("""  "id": "A", "version": "1"  """, tasks: "null"),
        Manifest("""  "id": "A", "version": "1", "more": 1  """),
        Manifest("""  "id": "A", "id": "B", "version": "1"  """),
    ];

    public void Dispose() => plugins.Dispose();

    [Fact]
    public void A_missing_directory_has_no_plugins() => Assert.Empty(PluginHost.Discover(plugins.PathOf("nowhere")));

    [Fact]
    public void A_plugin_is_found_with_the_facts_of_its_manifest()
    {
        plugins.Add("Alpha");

        var plugin = Discover("Alpha");

        Assert.Equal((PluginState.Found, "", "Alpha"), (plugin.State, plugin.Reason, plugin.Id));
        Assert.Equal([new PluginTask("alpha", "tiny")], plugin.Tasks);
        Assert.Equal(Directory.GetFiles(plugin.Directory).Sum(file => new FileInfo(file).Length), plugin.Size);
    }

    [Fact]
    public void Plugins_come_in_the_order_of_their_directory_names()
    {
        foreach (var name in new[] { "Beta", "alpha", "Alpha" })
            plugins.Add(name, task: $"{name}-{char.IsUpper(name[0])}".ToLowerInvariant());

        Assert.Equal(["Alpha", "Beta", "alpha"], PluginHost.Discover(plugins.Root).Select(plugin => plugin.Id));
    }

    [Theory]
    [MemberData(nameof(DamagedManifests))]
    public void An_invalid_manifest_is_refused(string content)
    {
        plugins.Add("Alpha");
        File.WriteAllText(plugins.PathOf("Alpha", "plugin.json"), content);
        Refused("Alpha", PluginState.ManifestInvalid, plugins.PathOf("Alpha", "plugin.json"));
    }

    [Fact]
    public void A_directory_without_a_manifest_is_refused()
    {
        Directory.CreateDirectory(plugins.PathOf("Empty"));
        Refused("Empty", PluginState.ManifestInvalid, "plugin.json");
    }

    [Theory]
    [InlineData("Alpha.dll")]
    [InlineData("alpha/adapter.json")]
    [InlineData("alpha/adapter.safetensors")]
    public void A_file_with_one_bit_flipped_is_refused_by_name(string file)
    {
        using var backbone = new TinyBackbone();
        plugins.Add("Alpha", backbone);
        plugins.FlipByte("Alpha", file);
        Refused("Alpha", PluginState.FileAltered, file);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name()
    {
        plugins.Add("Alpha");
        plugins.AddFile("Alpha", "notes.txt", [1]);
        File.Delete(plugins.PathOf("Alpha", "notes.txt"));
        Refused("Alpha", PluginState.FileAltered, "notes.txt");
    }

    [Fact]
    public void A_file_that_the_manifest_does_not_list_is_refused_by_name()
    {
        plugins.Add("Alpha");
        File.WriteAllText(plugins.PathOf("Alpha", ".Hidden.dll"), "");
        Refused("Alpha", PluginState.FileUnlisted, ".Hidden.dll");
    }

    [Theory]
    [InlineData("../Beta/Beta.dll")]
    [InlineData("alpha/../../Beta/Beta.dll")]
    [InlineData("/etc/hostname")]
    [InlineData("./Alpha.dll")]
    [InlineData("alpha//adapter.json")]
    [InlineData("..\\Beta\\Beta.dll")]
    [InlineData("C:/Windows/win.ini")]
    [InlineData("")]
    public void A_path_that_is_not_plainly_inside_the_directory_is_refused(string path)
    {
        plugins.Add("Alpha");
        plugins.Add("Beta");
        plugins.Edit("Alpha", manifest => manifest with
        {
            Files = new Dictionary<string, string>(manifest.Files) { [path] = "sha256:00" },
        });
        Refused("Alpha", PluginState.PathUnsafe, $"'{path}'");
    }

    [SkippableFact]
    public void A_link_is_refused_whether_to_a_file_a_directory_or_the_plugin_itself()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links takes special rights on Windows.");
        using var elsewhere = new PluginsFolder();
        elsewhere.Add("Delta");
        foreach (var name in new[] { "Alpha", "Beta" })
            plugins.Add(name);
        plugins.AddFile("Alpha", "notes.txt", [1]);
        File.WriteAllBytes(plugins.PathOf("notes.txt"), [1]);
        File.Delete(plugins.PathOf("Alpha", "notes.txt"));
        File.CreateSymbolicLink(plugins.PathOf("Alpha", "notes.txt"), plugins.PathOf("notes.txt"));
        Directory.CreateSymbolicLink(plugins.PathOf("Beta", "lib"), elsewhere.Root);
        Directory.CreateSymbolicLink(plugins.PathOf("Delta"), elsewhere.PathOf("Delta"));

        Refused("Alpha", PluginState.PathUnsafe, "notes.txt");
        Refused("Beta", PluginState.PathUnsafe, "lib");
        Refused("Delta", PluginState.PathUnsafe, "Delta");
    }

    public static TheoryData<string> OtherContracts => [NextMajor, NextMinor, "1.9", "one"];

    private static string NextMajor => $"{Version.Parse(Contract.Version).Major + 1}.0";

    private static string NextMinor => $"{Version.Parse(Contract.Version).Major}.{Version.Parse(Contract.Version).Minor + 1}";

    [Theory, MemberData(nameof(OtherContracts))]
    public void Another_contract_version_is_refused_with_both_versions(string contract)
    {
        plugins.Add("Alpha");
        plugins.Edit("Alpha", manifest => manifest with { Contract = contract });
        Refused("Alpha", PluginState.ContractIncompatible, contract);
        Refused("Alpha", PluginState.ContractIncompatible, Contract.Version);
    }

    [Fact]
    public void A_newer_host_accepts_older_plugins_of_its_own_major_version()
    {
        plugins.Add("Alpha");

        Assert.Equal(PluginState.Found, StateIn(NextMinor));
        Assert.Equal(PluginState.ContractIncompatible, StateIn(NextMajor));

        PluginState StateIn(string host) => PluginHost.Discover(plugins.Root, new() { Contract = host }).Single().State;
    }

    [Fact]
    public void Another_TorchSharp_is_refused()
    {
        plugins.Add("Alpha");
        plugins.Edit("Alpha", manifest => manifest with { TorchSharp = "0.106.9" });
        Refused("Alpha", PluginState.TorchSharpIncompatible, "0.106.9");
    }

    [Theory]
    [InlineData("AdapterKit.dll", typeof(ITaskPlugin))]
    [InlineData("TorchSharp.dll", typeof(torch))]
    [InlineData("Harmless.dll", typeof(torch))]
    [InlineData("libLibTorchSharp.so", null)]
    [InlineData("libtorch_cpu.so", null)]
    public void A_copy_of_what_the_host_shares_is_refused_under_any_name(string file, Type? original)
    {
        plugins.Add("Alpha");
        plugins.AddFile("Alpha", file, original is null ? [1] : File.ReadAllBytes(original.Assembly.Location));
        Refused("Alpha", PluginState.SharedAssemblyIncluded, file);
    }

    [Fact]
    public void A_manifest_that_does_not_describe_its_assembly_is_refused()
    {
        plugins.Add("Alpha");
        var original = PluginManifest.Parse(File.ReadAllBytes(plugins.PathOf("Alpha", "plugin.json")));
        PluginManifest[] others =
        [
            original with { EntryPoint = "Sample.Other" },
            original with { Tasks = [new("other", "tiny")] },
            original with { Tasks = [new("alpha", "other")] },
            original with { Tasks = [] },
            original with { Assembly = "Other.dll" },
            original with { Assembly = "../Alpha/Alpha.dll" },
        ];
        foreach (var other in others)
        {
            plugins.Edit("Alpha", _ => other);
            Refused("Alpha", PluginState.ManifestMismatch, "plugin.json");
        }
    }

    [Fact]
    public void Two_plugins_of_one_id_are_both_refused_and_others_are_not()
    {
        plugins.Add("Alpha");
        plugins.Add("Beta");
        plugins.Copy("Alpha", "Copy");
        Refused("Alpha", PluginState.Duplicate, plugins.PathOf("Copy"));
        Refused("Copy", PluginState.Duplicate, plugins.PathOf("Alpha"));
        Assert.Equal(PluginState.Found, Discover("Beta").State);
    }

    [Fact]
    public void Two_plugins_with_one_task_are_both_refused()
    {
        plugins.Add("Alpha", task: "same");
        plugins.Add("Beta", task: "same");
        Refused("Alpha", PluginState.Duplicate, "'same'");
        Refused("Beta", PluginState.Duplicate, "'same'");
    }

    [Fact]
    public void A_plugin_refused_for_another_reason_is_no_duplicate()
    {
        plugins.Add("Alpha");
        plugins.Copy("Alpha", "Broken");
        plugins.FlipByte("Broken", "Alpha.dll");
        Assert.Equal(PluginState.Found, Discover("Alpha").State);
        Refused("Broken", PluginState.FileAltered, "Alpha.dll");
    }

    [Fact]
    public void A_host_with_an_allow_list_accepts_listed_plugins_only()
    {
        plugins.Add("Alpha");
        plugins.Add("Beta");
        var options = new PluginHostOptions { AllowedManifests = new HashSet<string> { Discover("Alpha").ManifestHash! } };

        var found = PluginHost.Discover(plugins.Root, options);

        Assert.Equal([PluginState.Found, PluginState.NotAllowed], found.Select(plugin => plugin.State));
        Assert.Contains(found[1].ManifestHash!, found[1].Reason, StringComparison.Ordinal);
    }

    private static string Manifest(string start, string tasks = "") =>
        $$"""
        {
          "format": 1, {{start}}, "contract": "1.0", "torchSharp": "0", "assembly": "a", "entryPoint": "e",
          "tasks": [{{tasks}}], "files": {}
        }
        """;

    private PluginStatus Discover(string folder) =>
        PluginHost.Discover(plugins.Root).Single(plugin => Path.GetFileName(plugin.Directory) == folder);

    private void Refused(string folder, PluginState state, string reason)
    {
        var plugin = Discover(folder);
        Assert.True(plugin.IsRefused);
        Assert.Equal((state, plugin.Reason), (plugin.State, plugin.Reason));
        Assert.Contains(reason, plugin.Reason, StringComparison.Ordinal);
    }
}

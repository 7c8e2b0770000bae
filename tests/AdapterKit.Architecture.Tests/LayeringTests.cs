using System.Xml.Linq;
using AdapterKit.Testing;

namespace AdapterKit.Architecture.Tests;

/// <summary>Arrows run one way: hosts, hosting and training, backbones, AdapterKit. Plugins refer to AdapterKit alone.</summary>
public sealed class LayeringTests
{
    [Theory]
    [InlineData("AdapterKit")]
    [InlineData("AdapterKit.Backbones", "AdapterKit")]
    [InlineData("AdapterKit.Cluster", "AdapterKit.Hosting")]
    [InlineData("AdapterKit.Hosting", "AdapterKit")]
    [InlineData("AdapterKit.Interchange", "AdapterKit.Backbones")]
    [InlineData("AdapterKit.Npm", "AdapterKit.Backbones")]
    [InlineData("AdapterKit.NuGet", "AdapterKit.Backbones")]
    [InlineData("AdapterKit.Onnx", "AdapterKit")]
    [InlineData("AdapterKit.Training", "AdapterKit.Backbones")]
    [InlineData("AdapterKit.Corpora", "AdapterKit.Npm", "AdapterKit.Training")]
    public void A_library_refers_to_the_one_below(string library, params string[] below) =>
        Assert.Equal(below, References(Repository.PathOf("Framework", library, $"{library}.csproj")));

    [Fact]
    public void The_library_that_plugins_compile_against_depends_on_torch_sharp_alone() =>
        Assert.Equal(
            ["TorchSharp"], Of("PackageReference", Repository.PathOf("Framework", "AdapterKit", "AdapterKit.csproj")).Select(Included));

    [Fact]
    public void Generators_and_build_tasks_refer_to_nothing_that_runs()
    {
        var projects = Projects("Generators").Append(Repository.PathOf("Build", "AdapterKit.Build", "AdapterKit.Build.csproj")).ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.All(References(project), reference =>
            Assert.Contains(projects, other => Path.GetFileNameWithoutExtension(other) == reference)));
    }

    [Fact]
    public void A_plugin_refers_to_nothing_of_its_own_accord()
    {
        Assert.NotEmpty(Projects("Plugins"));
        Assert.All(Projects("Plugins"), project => Assert.Empty(References(project)));
        Assert.Equal(["AdapterKit"], References(Repository.PathOf("Plugins", "Directory.Build.props")));
    }

    [Fact]
    public void Nothing_refers_to_a_host() => Assert.All(
        Projects("Framework", "Generators", "Plugins", "Build"),
        project => Assert.DoesNotContain(References(project), reference => reference is "AdapterKit.Cli" or "AdapterKit.Server"));

    [Theory, MemberData(nameof(PublicApiTests.Shipped), MemberType = typeof(PublicApiTests))]
    public void What_was_compiled_refers_to_no_layer_above(string assembly)
    {
        string[] layers =
        [
            "AdapterKit",
            "AdapterKit.Backbones|AdapterKit.Hosting|AdapterKit.Onnx",
            "AdapterKit.Cluster|AdapterKit.Interchange|AdapterKit.Npm|AdapterKit.NuGet|AdapterKit.Training",
            "AdapterKit.Cli",
        ];
        var own = Array.FindIndex(layers, layer => layer.Split('|').Contains(assembly));
        var ours = System.Reflection.Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("AdapterKit", StringComparison.Ordinal));

        Assert.All(ours, name => Assert.Contains(layers[..own], layer => layer.Split('|').Contains(name)));
    }

    [Theory]
    [InlineData("AdapterKit")]
    [InlineData("AdapterKit.Backbones")]
    [InlineData("AdapterKit.Hosting")]
    [InlineData("AdapterKit.Interchange")]
    [InlineData("AdapterKit.Onnx")]
    [InlineData("AdapterKit.Training")]
    public void A_library_has_no_mail_parser_and_downloads_nothing(string library)
    {
        string[] foreign =
        [
            "AdapterKit.Corpora", "AdapterKit.Npm", "AdapterKit.NuGet", "HtmlAgilityPack", "MimeKit",
            "System.Diagnostics.Process", "System.Net.Http",
        ];
        var project = Repository.PathOf("Framework", library, $"{library}.csproj");
        var compiled = System.Reflection.Assembly.Load(library).GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.Empty(Of("PackageReference", project).Select(Included).Concat(References(project)).Concat(compiled).Intersect(foreign));
    }

    private static string[] Projects(params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))];

    /// <summary>The projects whose assemblies a project is compiled against.</summary>
    private static string[] References(string project) =>
    [
        .. Of("ProjectReference", project)
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(Included(reference).Replace('\\', '/'))),
    ];

    private static IEnumerable<XElement> Of(string item, string project) => XDocument.Load(project).Descendants(item);

    private static string Included(XElement item) => (string)item.Attribute("Include")!;
}

using System.Globalization;

namespace AdapterKit.Packages.Tests;

[Collection(PackedRepositoryCollection.Name)]
public sealed class TemplateTests(PackedRepository repository)
{
    [Theory]
    [InlineData("residual", true)]
    [InlineData("projection", true)]
    [InlineData("memory", false)]
    [InlineData("entry", true)]
    public void A_program_with_a_variant_of_any_kind_builds_without_a_warning_and_learns(string kind, bool startsWithoutEffect)
    {
        var project = repository.New("adapterkit-variant", $"Acme.Squeeze{kind}", "--kind", kind);

        repository.Build(project);
        var output = repository.Run(project);

        Assert.Equal(startsWithoutEffect, output.Contains("untrained, changes  0\n", StringComparison.Ordinal));
        Assert.InRange(Loss(output, "loss after training"), 0, 0.5 * Loss(output, "loss before"));
    }

    [Fact]
    public void A_task_from_the_template_is_a_plugin_without_the_assemblies_of_its_host()
    {
        var project = repository.New("adapterkit-task", "Feeds.OddSource");

        repository.Build(project);

        var files = Directory.GetFiles(Path.Combine(project, "bin", "Release", "net10.0"), "*", SearchOption.AllDirectories);
        var manifest = File.ReadAllText(files.Single(file => Path.GetFileName(file) == "plugin.json"));
        Assert.Equal(
            ["Feeds.OddSource.deps.json", "Feeds.OddSource.dll", "plugin.json"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("\"odd-source\"", manifest, StringComparison.Ordinal);
        Assert.Contains("`texts.jsonl` holds its training texts", Readme(project), StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_with_labels_of_its_own_is_told_to_bring_texts_of_its_own()
    {
        var project = repository.New("adapterkit-task", "OwnLabels", "--labels", "red, green,blue");

        Assert.Contains("""[Labels("red", "green", "blue")]""", Source(project), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project, "texts.jsonl")), "The texts of other labels are there.");
        Assert.Contains("write its texts into `texts.jsonl`", Readme(project), StringComparison.Ordinal);
        Assert.DoesNotContain("holds its training texts", Readme(project), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multi-label", "MultiLabelTask<BottleneckAdapter>", true, """{"text": "…", "labels": ["…", "…"]}""")]
    [InlineData("regression", "RegressionTask<BottleneckAdapter>", false, """{"text": "…", "value": 0.5}""")]
    [InlineData("pair", "PairTask<BottleneckAdapter>", true, """{"text": "…", "second": "…", "label": "…"}""")]
    [InlineData("similarity", "SimilarityTask<BottleneckAdapter>", false, """{"text": "…", "second": "…", "value": 0.5}""")]
    [InlineData("tagging", "TaggingTask<BottleneckAdapter>", true, """{"text": "…", "tags": ["…", "…"]}""")]
    [InlineData("language-model", "LanguageModelTask<BottleneckAdapter>", false, """{"text": "…"}""")]
    [InlineData("text-to-text", "TextToTextTask<BottleneckAdapter>", false, """{"text": "…", "target": "…"}""")]
    public void A_task_may_be_of_any_kind(string kind, string declared, bool hasLabels, string line)
    {
        var project = repository.New("adapterkit-task", $"Of{kind}", "--kind", kind);

        repository.Build(project);

        var source = Source(project);
        Assert.Contains(declared, source, StringComparison.Ordinal);
        Assert.Equal(hasLabels, source.Contains("[Labels(", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(project, "texts.jsonl")), "The texts of another kind are there.");
        Assert.Contains($"into `texts.jsonl`: one JSON object per line,\n`{line}`", Readme(project), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adapterkit-task")]
    [InlineData("adapterkit-variant-library")]
    public void A_project_for_an_older_framework_is_told_so_once(string template)
    {
        var project = repository.New(template, $"Old{template.Length}");
        var file = Directory.GetFiles(project, "*.csproj").Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("net10.0", "net8.0", StringComparison.Ordinal));

        var errors = repository.FailToBuild(project).Distinct().ToList();

        Assert.Contains("NU1202", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains("supports: net10.0", errors[0], StringComparison.Ordinal);
    }

    private static double Loss(string output, string line) => double.Parse(
        output.Split('\n').Single(one => one.StartsWith(line, StringComparison.Ordinal))[line.Length..], CultureInfo.InvariantCulture);

    private static string Source(string project) => File.ReadAllText(Directory.GetFiles(project, "*Task.cs").Single());

    private static string Readme(string project) => File.ReadAllText(Path.Combine(project, "README.md")).ReplaceLineEndings("\n");
}

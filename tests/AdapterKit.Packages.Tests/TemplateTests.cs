namespace AdapterKit.Packages.Tests;

[Collection(PackedRepositoryCollection.Name)]
public sealed class TemplateTests(PackedRepository repository)
{
    [Theory]
    [InlineData("adapterkit-variant", "Acme.Squeeze", "untrained, changes  0")]
    [InlineData("adapterkit-layout", "plain-old", "untrained adapters change the features by 0")]
    public void A_program_from_a_template_builds_without_a_warning_and_runs(string template, string name, string prints)
    {
        var project = repository.New(template, name);

        repository.Build(project);

        Assert.Contains(prints, repository.Run(project), StringComparison.Ordinal);
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
    }

    [Theory]
    [InlineData("multi-label", "MultiLabelTask<BottleneckAdapter>", true)]
    [InlineData("regression", "RegressionTask<BottleneckAdapter>", false)]
    [InlineData("pair", "PairTask<BottleneckAdapter>", true)]
    [InlineData("similarity", "SimilarityTask<BottleneckAdapter>", false)]
    [InlineData("tagging", "TaggingTask<BottleneckAdapter>", true)]
    public void A_task_may_be_of_any_kind(string kind, string declared, bool hasLabels)
    {
        var project = repository.New("adapterkit-task", $"Of{kind}", "--kind", kind);

        repository.Build(project);

        var source = File.ReadAllText(Directory.GetFiles(project, "*Task.cs").Single());
        Assert.Contains(declared, source, StringComparison.Ordinal);
        Assert.Equal(hasLabels, source.Contains("[Labels(", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(project, "texts.jsonl")), "The texts of another kind are there.");
    }
}

using System.Text.Json;
using AdapterKit.Testing;

namespace AdapterKit.Packages.Tests;

/// <summary>What the guides promise a new user, starting in an empty directory.</summary>
[Collection(PackedRepositoryCollection.Name)]
public sealed class NewUserTests(PackedRepository repository)
{
    [SkippableFact]
    public void A_task_from_the_template_can_be_trained_and_predicts()
    {
        Needs.Npm();
        var project = repository.New("adapterkit-task", "Urgent");

        repository.Build(project);
        repository.Adapterkit(project, "train", "urgent", "--plugins", "bin/Release", "--data", "texts.jsonl", "--out", "urgent");
        repository.Build(project);
        var output = repository.Adapterkit(
            project, "predict", "--plugins", "bin/Release", "--json", "The server is down, please call me back at once");

        var prediction = Assert.Single(JsonElement.Parse(output).GetProperty("predictions").EnumerateArray());
        Assert.Equal(("urgent", "now"), (prediction.GetProperty("task").GetString(), prediction.GetProperty("label").GetString()));
    }

    [Fact]
    public void A_layout_from_the_template_can_be_inspected_trained_on_and_predicts()
    {
        var project = repository.New("adapterkit-layout", "plain-old");
        Directory.CreateDirectory(Path.Combine(project, "backbones", "plain-old"));
        File.WriteAllText(Path.Combine(project, "backbones", "plain-old", "weights.txt"), "none");

        repository.Build(project);
        repository.Adapterkit(
            project, "train", "plain-old-urgent", "--plugins", "bin/Release", "--data", "texts.jsonl", "--out", "plain-old-urgent");
        repository.Build(project);
        var layout = repository.Adapterkit(project, "inspect", "--plugins", "bin/Release", "--backbone", "plain-old", "--json");
        var output = repository.Adapterkit(project, "predict", "--plugins", "bin/Release", "--json", "The server is down");

        var prediction = Assert.Single(JsonElement.Parse(output).GetProperty("predictions").EnumerateArray());
        Assert.Equal("plain-old-urgent", prediction.GetProperty("task").GetString());
        Assert.Equal("plain-old", JsonElement.Parse(layout).GetProperty("backbone").GetString());
        Assert.True(File.Exists(Path.Combine(project, "bin", "Release", "net10.0", "backbones", "plain-old", "weights.txt")));
    }

    [Fact]
    public void A_program_that_refers_only_to_the_host_can_declare_adapters_and_run_them()
    {
        var project = Directory.CreateDirectory(Path.Combine(repository.Projects, "Host")).FullName;
        var template = File.ReadAllText(Path.Combine(repository.New("adapterkit-variant", "Wide"), "Wide.csproj"));
        File.WriteAllText(
            Path.Combine(project, "Host.csproj"),
            template.Replace("\"AdapterKit\"", "\"AdapterKit.Hosting\"", StringComparison.Ordinal));
        File.WriteAllText(
            Path.Combine(project, "Program.cs"),
            """
            using AdapterKit;
            using AdapterKit.Hosting;
            using TorchSharp.Modules;
            using static TorchSharp.torch;

            var variant = PlusAdapter.Variant.Create(new AdapterShape(2), new PlusOptions());
            Console.WriteLine($"{variant.call(ones(1, 1, 2)).sum().item<float>()} {PluginHost.Discover("plugins").Count}");

            public sealed record PlusOptions : VariantOptions;

            [AdapterVariant("plus")]
            public sealed partial class PlusAdapter(AdapterShape shape, PlusOptions options) : ResidualAdapter
            {
                [Ones] private Parameter one = new(empty(shape.Width));

                public PlusOptions Options { get; } = options;

                public override Tensor Delta(Tensor h) => h * one;
            }
            """);

        repository.Build(project);

        Assert.Equal("4 0", repository.Run(project).Trim());
    }
}

using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>The command that makes one adapter of several.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly KindPlugin plugin = new();
    private readonly TemporaryFolder folder = new();

    public MergeTests() => plugin.AddBundles();

    public void Dispose()
    {
        plugin.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("linear", 8)]
    [InlineData("cat", 16)]
    [InlineData("svd", 8)]
    [InlineData("dare-ties", 8)]
    [InlineData("average", 8)]
    public void Two_tasks_become_the_bundle_of_one(string method, int rank)
    {
        var run = Run("merge", "tone", "mood", "--weights", "0.5,0.5", "--method", method, "--out", folder.PathOf("merged"), "--json");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal("tone", run.Json.TextAt("task"));
        using var backbone = TinyBackbone.Open(null, null!, default);
        using var merged = Bundle.Open(folder.PathOf("merged")).Load(
            new TaskPlugin().Tasks.Single(task => task.Id == "tone").On(backbone), backbone);
        Assert.All(merged.Config.Sets, set => Assert.Equal(rank, ((LoraOptions)set.Options).Rank));
    }

    [Fact]
    public void The_result_may_be_another_declared_task()
    {
        var run = Run("merge", "tone,mood", "--task", "mood", "--out", folder.PathOf("merged"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"from +1 × tone \+ 1 × mood", run.Output);
        Assert.Equal("mood", Bundle.Open(folder.PathOf("merged")).Manifest.Task);
    }

    [Theory]
    [InlineData("nothing to merge 'tone' with", "tone")]
    [InlineData("--weights has 3 numbers for 2 tasks", "tone", "mood", "--weights", "1,2,3")]
    [InlineData("must be numbers, not 'x'", "tone", "mood", "--weights", "1,x")]
    [InlineData("Unknown method 'tie'. Did you mean 'ties'?", "tone", "mood", "--method", "tie")]
    [InlineData("is no product of a sub-layer", "tone", "entail")]
    [InlineData("different adapters", "tone", "entail", "--method", "average")]
    [InlineData("but 'entail' is of the kind", "tone", "mood", "--task", "entail")]
    [InlineData("--density must be above 0", "tone", "mood", "--density", "0")]
    [InlineData("is not ready", "tone", "moody")]
    public void A_wrong_command_line_names_the_mistake(string expected, params string[] arguments)
    {
        var run = Run(["merge", .. arguments, "--out", folder.PathOf("merged")]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("merged", Bundle.ManifestFile)));
    }

    private CommandRun Run(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--plugins", plugin.Root], TinyBackbone.Open);
}

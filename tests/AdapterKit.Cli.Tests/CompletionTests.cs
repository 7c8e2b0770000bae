using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("adapterkit pre", "predict pretrain")]
    [InlineData("adapterkit plugins ", "add remove")]
    [InlineData("adapterkit completion ", "bash fish pwsh zsh")]
    [InlineData("adapterkit train --epo", "--epochs")]
    [InlineData("adapterkit train --mode ", "adapter full head")]
    [InlineData("adapterkit train ", "bulk feed-source list-topic reply spam")]
    [InlineData("adapterkit predict --task ", "bulk feed-source list-topic reply spam")]
    [InlineData("adapterkit compare --tasks spam --fuse re", "reply")]
    [InlineData("adapterkit predict 'Gr\u00FC\u00DFe \uD83D\uDE00' --js", "--json")]
    [InlineData("adapterkit predict \"open quote", "")]
    public void Commands_options_values_and_task_ids_are_completed(string line, string expected)
    {
        var offered = Complete(line);

        Assert.Equal(expected, string.Join(' ', offered.Where(word => expected.Split(' ').Contains(word)).Order(StringComparer.Ordinal)));
        // Options are offered beside values, but nothing else.
        Assert.All(offered.Except(expected.Split(' ')), word => Assert.Matches("^[-/]", word));
    }

    [Theory]
    [InlineData("[suggest]", "adapterkit train spam --mode hea", "head")]
    [InlineData("[suggest:32]", "adapterkit train spam --mode hea --epochs 3", "head")]
    [InlineData("[suggest:14]", "adapterkit embed hi", "embed")]
    public void The_position_of_the_cursor_decides(string directive, string line, string expected)
    {
        var run = CommandRun.Of([directive, line], CommandRun.NoBackbone);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Lines);
    }

    [Fact]
    public void A_position_behind_the_line_starts_a_new_word()
    {
        var run = CommandRun.Of(["[suggest:999]", "adapterkit plugins"], CommandRun.NoBackbone);

        Assert.Equal(["add", "remove"], run.Lines.Where(word => char.IsAsciiLetter(word[0])));
    }

    [Theory]
    [InlineData("[suggest:-1]")]
    [InlineData("[suggest:x]")]
    [InlineData("[suggestion]")]
    public void Another_directive_is_no_completion(string directive)
    {
        var run = CommandRun.Of([directive, "adapterkit tr"], CommandRun.NoBackbone);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Task_ids_come_from_the_directories_on_the_line()
    {
        using var own = PluginFolder.Own();

        Assert.Contains("topic", Complete($"adapterkit predict --plugins {own.Root} --task "));
        Assert.DoesNotContain("topic", Complete("adapterkit predict --plugins /no/such/directory --task "));
    }

    [Fact]
    public void A_refused_plugin_has_no_tasks_to_complete()
    {
        using var own = PluginFolder.Own();
        own.Edit("Mine", manifest => manifest with { Tasks = [manifest.Tasks[0] with { Id = "$(touch bad)" }] });

        var offered = Complete($"adapterkit predict --plugins {own.Root} --task ");

        Assert.DoesNotContain(offered, word => word.Contains("touch", StringComparison.Ordinal));
    }

    private static List<string> Complete(string line) =>
        [.. new CommandLine(Terminal.OfProcess(), CommandRun.NoBackbone).Complete(line)];
}

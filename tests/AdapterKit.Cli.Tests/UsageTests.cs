using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("predict --frobnicate", "--frobnicate")]
    [InlineData("train", "train")]
    [InlineData("train spam --mode half", "adapter, head, full")]
    [InlineData("train spam --mode half --out bundle", "adapter, head, full")]
    [InlineData("compare --modes head half", "adapter, head, full")]
    [InlineData("train spam --mode full --out bundle", "--out requires --mode adapter")]
    [InlineData("train spam --epochs 0", "--epochs must be 1 or more")]
    [InlineData("train spam --epochs many", "--epochs must be 1 or more, not 'many'")]
    [InlineData("train spam --dropout 1", "--dropout must be 0 or more and below 1")]
    [InlineData("train spam --lr -1", "--lr must be above 0")]
    [InlineData("train spam --drop lower", "'lower'")]
    [InlineData("train spam --drop 0 --mode full", "--drop requires --mode adapter")]
    [InlineData("train spam --drop robust:1,x", "'x' is not a weight")]
    [InlineData("train spam --cache-prefix cloud", "--cache-prefix must be memory or disk, not 'cloud'")]
    [InlineData("plugins --plugins /no/such/directory", "/no/such/directory")]
    [InlineData("compare --seeds 1,x", "--seeds must be whole numbers, not 'x'")]
    [InlineData("compare --seeds ,", "--seeds has no value")]
    [InlineData("compare --modes ,", "--modes has no value")]
    [InlineData("compare --tasks ,", "--tasks has no value")]
    [InlineData("sweep spam --drop 1 --seeds ,", "--seeds has no value")]
    [InlineData("train spam --fuse ,", "--fuse has no value")]
    [InlineData("train spam --mode ,", "--mode has no value")]
    [InlineData("train spam --out ", "Cannot parse argument '' for option '--out'.")]
    [InlineData("inspect --data", "--data")]
    [InlineData("train spam --checkpoints --data x", "--checkpoints has no value: '--data' follows it.")]
    [InlineData("env --threads 1 b", "'b'")]
    [InlineData("pretrain --out x --layers 2147483647", "--layers must be between 1 and 1000")]
    [InlineData("sweep spam", "--drop")]
    [InlineData("pretrain", "--out")]
    [InlineData("train spam --max-tokens 0", "--max-tokens must be at least 1")]
    [InlineData("predict text --device gpu", "--device must be cpu, cuda or cuda:n, not 'gpu'")]
    [InlineData("predict text --device cdua", "Did you mean 'cuda'?")]
    [InlineData("predict text --device cuda:", "--device must be cpu, cuda or cuda:n, not 'cuda:'")]
    [InlineData("env --device cuda:999", "--device cuda:999: there is no such device.")]
    [InlineData("embed text --threads 0", "--threads must be 1 to 1024, not '0'")]
    [InlineData("env --threads many", "--threads must be 1 to 1024, not 'many'")]
    public void An_invalid_command_line_says_what_is_wrong_and_how_to_get_help(string commandLine, string said)
    {
        var run = CommandRun.Of(commandLine.Split(' '), CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("train --fuse a,b spam", "a b | spam")]
    [InlineData("train --fuse a, b spam", "a b | spam")]
    [InlineData("train --fuse a ,b spam --epochs 3", "a b | spam")]
    [InlineData("train --fuse=a,b spam", "a b | spam")]
    [InlineData("train one --fuse a,b --multi-task two", "a b | one two")]
    [InlineData("train one --fuse a,b two -- three", "a b | one two three")]
    [InlineData("train spam --fuse a b", "a b | spam")]
    [InlineData("train spam --fuse a,b", "a b | spam")]
    [InlineData("train spam --fuse a, b --epochs 3", "a b | spam")]
    [InlineData("train spam -- --fuse a,b c", " | spam --fuse a,b c")]
    public void A_list_with_commas_ends_before_the_next_word(string commandLine, string expected)
    {
        var parsed = new CommandLine(Terminal.OfProcess(), CommandRun.NoBackbone).Parse(commandLine.Split(' '));

        var members = string.Join(' ', parsed.GetValue<string[]>("--fuse") ?? []);
        Assert.Equal(expected, $"{members} | {string.Join(' ', parsed.GetValue<string[]>("task")!)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("predict")]
    [InlineData("train")]
    public void Help_names_the_command_as_it_is_called_and_every_exit_code(string command)
    {
        var run = CommandRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains($"adapterkit {command}".TrimEnd(), run.Output, StringComparison.Ordinal);
        Assert.All(ExitCode.All, code => Assert.Contains($"{code.Code,-4}{code.Meaning}", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_readme_of_the_command_lists_every_exit_code()
    {
        var readme = File.ReadAllText(Repository.PathOf("Hosts", "AdapterKit.Cli", "README.md"));

        Assert.All(ExitCode.All, code => Assert.Contains($"| {code.Code} | {code.Meaning} |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unavailable_backbone_has_its_own_exit_code()
    {
        var run = CommandRun.Of(["predict", "hi"], CommandRun.NoBackbone);

        Assert.Equal((ExitCode.NotAvailable, "There is no backbone here."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void An_internal_error_prints_its_stack_trace_only_with_verbose()
    {
        BackboneSource broken = (_, _, _) => throw new NotSupportedException("Cracked.");

        var plain = CommandRun.Of(["predict", "hi"], broken);
        var verbose = CommandRun.Of(["predict", "hi", "--verbose"], broken);

        Assert.Equal((ExitCode.InternalError, "Internal error: Cracked."), (plain.ExitCode, plain.Error.Trim()));
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict --file /dev/zero", "The text has more than 64 million characters")]
    [InlineData("predict --lines --file /dev/zero", "Line 1 has more than 64 million characters")]
    [InlineData("train spam --epochs 2147483647 --batch 1", "2147483647 epochs of 16 steps are too many")]
    [InlineData("compare --tasks spam --epochs 2147483647 --batch 1", "2147483647 epochs of 16 steps are too many")]
    public void What_would_not_end_or_fit_into_memory_is_refused(string commandLine, string said)
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 20).Select(index =>
            $$"""{"text":"text {{index}}","label":"{{(index % 2 == 0 ? "spam" : "ham")}}"}"""));
        string[] more = commandLine.Split(' ')[0] switch
        {
            "train" => ["--data", data, "--checkpoints", folder.PathOf("saved")],
            "compare" => ["--data", data],
            _ => ["--plugins", plugins.Root],
        };
        var run = CommandRun.Of([.. commandLine.Split(' '), .. more], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_larger_than_the_data_and_many_epochs_of_robust_training_need_no_memory()
    {
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 20).Select(index =>
            $$"""{"text":"text {{index}}","label":"{{(index % 2 == 0 ? "spam" : "ham")}}"}"""));
        string[] command = ["train", "spam", "--data", data, "--checkpoints", folder.PathOf("saved"), "--batch", "2147483647"];

        var run = CommandRun.Of([.. command, "--epochs", "2147483647", "--drop", "robust"], TinyBackbone.Open, stopAt: "epoch 2");

        Assert.Equal(ExitCode.Canceled, run.ExitCode);
    }

    [Fact]
    public void The_backbone_comes_from_the_directory_that_the_command_line_names()
    {
        string? asked = null;
        BackboneSource source = (directory, _, _) =>
        {
            asked = directory;
            throw new BackboneException("Seen.");
        };

        CommandRun.Of(["inspect", "--backbone", "some/folder"], source);

        Assert.Equal("some/folder", asked);
    }
}

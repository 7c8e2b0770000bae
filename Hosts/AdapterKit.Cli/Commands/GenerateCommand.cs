using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;

namespace AdapterKit.Cli.Commands;

/// <summary>Continues texts with a language model, alone or with an adapter.</summary>
internal sealed class GenerateCommand : CliCommand
{
    private readonly Argument<string?> prompt = new("prompt")
    {
        Description = "The text to continue; without it, every line of standard input is one",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> task = new("--task")
    {
        Description = "The task whose adapters write [default: the model alone]",
        HelpName = "id",
    };

    private readonly Option<DirectoryInfo?> adapter = new("--adapter")
    {
        Description = "A folder of PEFT or AdapterHub whose adapters write, in place of a task",
        HelpName = "directory",
    };

    private readonly SamplingArguments sampling = new();

    public GenerateCommand(CommandContext context)
        : base("generate", "Continue texts with a language model.", context)
    {
        Add(prompt);
        task.CompleteTasks();
        AddAll([task, adapter, .. sampling.All]);
    }

    public override IReadOnlyList<string> Examples =>
    [
        "generate \"Dear Ms Miller,\" --backbone models/gpt2 --adapter tone-lora",
        "generate --task tone --temperature 0.8 --top-p 0.95 < prompts.txt",
    ];

    protected override int Run(Invocation invocation)
    {
        if (invocation.Get(task) is not null && invocation.Get(adapter) is not null)
            throw new InputException("--task and --adapter are both given. Name one of them.");

        var prompts = TextLines.ReadTexts(invocation, invocation.Get(prompt));
        var options = sampling.Read(invocation);
        using var writer = Writer.Open(invocation, invocation.Get(task), invocation.Get(adapter));
        var done = 0;
        foreach (var text in prompts)
        {
            Continue(invocation, writer, text, options);
            done++;
        }

        return done > 0 ? ExitCode.Success : throw new InputException("The input has no texts.");
    }

    private static void Continue(Invocation invocation, Writer writer, string text, GenerationOptions options)
    {
        var output = invocation.Json ? TextWriter.Null : invocation.Terminal.Output;
        var continuation = writer.Continue(text, options, output, invocation.CancellationToken);
        if (invocation.Json)
            invocation.WriteJson(continuation, ReportJson.Default.Continuation);
        else
            output.WriteLine();
    }
}

using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Commands;

/// <summary>Prints the backbone's own sentence vectors.</summary>
internal sealed class EmbedCommand : CliCommand
{
    private readonly Argument<string?> text = new("text")
    {
        Description = "The text; without it, every line of standard input is a text",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public EmbedCommand(CommandContext context)
        : base("embed", "Print the backbone's token ids and sentence vector of each text as a line of JSON.", context)
    {
        Add(text);
    }

    public override IReadOnlyList<string> Examples => ["embed \"The server is down\"", "embed < texts.txt"];

    protected override int Run(Invocation invocation)
    {
        using var backbone = invocation.OpenBackbone();
        foreach (var line in ReadTexts(invocation))
        {
            invocation.CancellationToken.ThrowIfCancellationRequested();
            invocation.WriteJson(Embed(backbone, line), ReportJson.Default.Embedding);
        }

        return ExitCode.Success;
    }

    private IEnumerable<string> ReadTexts(Invocation invocation)
    {
        if (invocation.Get(text) is { } given)
            return [given];

        return invocation.Terminal.IsInputRedirected
            ? TextLines.Read(invocation.Terminal.Input)
            : throw new InputException("There is no text. Give it as an argument, or pipe lines to standard input.");
    }

    private static Embedding Embed(Backbone backbone, string text)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = backbone.Tokenize([text], backbone.MaxTokens);
        var vector = backbone.EmbedSentences(batch);
        return new Embedding(backbone.Tokenizer.Tokenize(text), vector.to(float32).cpu().data<float>().ToArray());
    }
}

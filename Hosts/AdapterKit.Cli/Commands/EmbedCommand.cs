using System.CommandLine;
using System.Globalization;
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
        var texts = TextLines.ReadTexts(invocation, invocation.Get(text));
        using var backbone = invocation.OpenBackbone();
        if (backbone is IImageModel)
            throw new InputException($"Backbone '{backbone.Id}' reads images, and embeds no texts.");

        var (done, truncated) = (0L, 0L);
        foreach (var line in texts)
        {
            invocation.CancellationToken.ThrowIfCancellationRequested();
            var embedding = Embed(backbone, line);
            invocation.WriteJson(embedding, ReportJson.Default.Embedding);
            truncated += embedding.Ids.Length > backbone.MaxTokens ? 1 : 0;
            done++;
        }

        if (done == 0)
            throw new InputException("The input has no texts.");

        if (truncated > 0)
        {
            invocation.Terminal.Notes.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{truncated:N0} of the texts were truncated: the backbone reads {backbone.MaxTokens} tokens."));
        }

        return ExitCode.Success;
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

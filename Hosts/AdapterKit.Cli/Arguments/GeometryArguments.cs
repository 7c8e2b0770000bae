using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that say how large a BERT is.</summary>
internal sealed class GeometryArguments
{
    private readonly Option<int?> layers = NumberOption.Count("--layers", "Layers", standard: 8);
    private readonly Option<int?> width = NumberOption.Count("--width", "The width of the hidden states; the feed-forward is four times as wide", standard: 128);
    private readonly Option<int?> heads = NumberOption.Count("--heads", "Attention heads", standard: 4);
    private readonly Option<int?> positions = NumberOption.Of<int>("--max-tokens", "The longest input, in tokens", tokens => tokens is > 8 and <= UseLiteModel.MaxTokens, $"between 9 and {UseLiteModel.MaxTokens}", UseLiteModel.MaxTokens);
    private readonly Option<double?> dropout = NumberOption.Of<double>("--dropout", "The share of values set to zero", share => share is >= 0 and < 1, "0 or more and below 1", standard: 0);

    public IEnumerable<Option> All => [layers, width, heads, positions, dropout];

    /// <exception cref="InputException">The width cannot be split among the heads.</exception>
    public BertConfig Config(Invocation invocation, int vocabulary)
    {
        var (hidden, split) = (invocation.Get(width)!.Value, invocation.Get(heads)!.Value);
        if (hidden % split != 0)
            throw new InputException($"--width {hidden} cannot be split among {split} heads: take a multiple.");

        return new BertConfig
        {
            Vocabulary = vocabulary,
            Hidden = hidden,
            Layers = invocation.Get(layers)!.Value,
            Heads = split,
            Intermediate = 4 * hidden,
            Positions = invocation.Get(positions)!.Value,
            SegmentTypes = 1,
            Dropout = invocation.Get(dropout)!.Value,
            Pooling = BertPooling.Mean,
        };
    }
}

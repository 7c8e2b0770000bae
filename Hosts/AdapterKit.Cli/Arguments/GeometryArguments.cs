using System.CommandLine;
using System.Globalization;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options for the size of a BERT.</summary>
internal sealed class GeometryArguments
{
    private readonly Option<int?> layers = NumberOption.Create<int>(
        "--layers", "The number of layers", number => number is > 0 and <= 1000, "between 1 and 1000", 8);

    private readonly Option<int?> width = NumberOption.CreateCount(
        "--width", "The width of the hidden states; the feed-forward layer is four times as wide", defaultValue: 128);

    private readonly Option<int?> heads = NumberOption.CreateCount("--heads", "The number of attention heads", defaultValue: 4);
    private readonly Option<int?> positions = NumberOption.Create<int>(
        "--max-tokens",
        "The length of the longest input, in tokens",
        tokens => tokens is > 8 and <= UseLiteModel.TokenLimit,
        $"between 9 and {UseLiteModel.TokenLimit}",
        UseLiteModel.TokenLimit);

    private readonly Option<double?> dropout = NumberOption.CreateDropout("The dropout rate in training", defaultValue: 0);

    public IEnumerable<Option> All => [layers, width, heads, positions, dropout];

    /// <exception cref="InputException">
    /// The width is not a multiple of the number of heads, or the model does not fit into memory.
    /// </exception>
    public BertConfig CreateConfig(Invocation invocation, int vocabulary)
    {
        var (hidden, headCount) = (invocation.Get(width)!.Value, invocation.Get(heads)!.Value);
        if (hidden % headCount != 0)
            throw new InputException($"--width {hidden} cannot be split among {headCount} heads. Use a multiple of {headCount}.");

        RequireMemory(invocation.Get(layers)!.Value, hidden, vocabulary);
        return new BertConfig
        {
            Vocabulary = vocabulary,
            Hidden = hidden,
            Layers = invocation.Get(layers)!.Value,
            Heads = headCount,
            Intermediate = 4 * hidden,
            Positions = invocation.Get(positions)!.Value,
            SegmentTypes = 1,
            Dropout = invocation.Get(dropout)!.Value,
        };
    }

    // Four numbers of 4 bytes per weight: the weight itself, its gradient, and two moments of the optimizer.
    private static void RequireMemory(int layers, double width, int vocabulary)
    {
        var bytes = 16 * ((vocabulary * width) + (12.0 * layers * width * width));
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
        {
            throw new InputException(
                $"--layers {layers} --width {width}: the training needs {ToGigabytes(bytes)} GB of memory, and there are "
                + $"{ToGigabytes(available)} GB. Choose a smaller model.");
        }

        static string ToGigabytes(double bytes) => (bytes / 1e9).ToString("N1", CultureInfo.InvariantCulture);
    }
}

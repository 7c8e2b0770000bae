using static System.FormattableString;

namespace AdapterKit.Interchange;

/// <summary>Describes a folder, whose adapters are read as for an import.</summary>
/// <param name="contents">The folder; borrowed.</param>
/// <param name="backbone">The backbone; borrowed.</param>
internal sealed class Inspector(FolderContents contents, Backbone backbone)
{
    /// <exception cref="InterchangeException">The folder cannot be read exactly.</exception>
    public FolderReport Describe()
    {
        var head = DescribeHead();
        contents.Head?.Ignore();
        var keys = contents.Weights.Keys.Count;
        if (contents.Fusion is null)
            new Importer(contents, backbone, new ImportOptions { Head = false }).Import().Dispose();

        return new FolderReport(
            contents.Format, contents.Name, DescribePlaces(), contents.Fusion?.Members ?? [], keys, contents.Ignored, head);
    }

    private static string Describe(VariantOptions options) => options switch
    {
        LoraOptions lora => Invariant($"r {lora.Rank}, s {lora.GetScaling():g4}"),
        BottleneckOptions { LearnScaling: true } bottleneck => Invariant(
            $"width {bottleneck.Bottleneck}, {ActivationNames.Of(bottleneck.Activation)}, s learned"),
        BottleneckOptions bottleneck => Invariant(
            $"width {bottleneck.Bottleneck}, {ActivationNames.Of(bottleneck.Activation)}, s {bottleneck.Scaling:g4}"),
        ExtendedBottleneckOptions bottleneck => Invariant($"width {bottleneck.Bottleneck}, {ActivationNames.Of(bottleneck.Activation)}"),
        CompacterOptions compacter => Invariant($"width {compacter.Bottleneck}, n {compacter.Dimension}, r {compacter.Rank}"),
        GatedLoraOptions lora => Invariant($"r {lora.Rank}, gated"),
        ComputedPrefixOptions prefix => Invariant($"length {prefix.Length}, computed by {prefix.Units} units"),
        PrefixOptions prefix => Invariant($"length {prefix.Length}"),
        PromptOptions { AmongWords: true } prompt => Invariant($"length {prompt.Length}, among the words"),
        PromptOptions prompt => Invariant($"length {prompt.Length}"),
        EmbeddingLoraOptions lora => Invariant(
            $"{(lora.Table == EmbeddingTable.Words ? "words" : "positions")}, r {lora.Rank}, s {lora.GetScaling():g4}"),
        InvertibleOptions invertible => Invariant($"{ActivationNames.Of(invertible.Activation)}"),
        _ => "",
    };

    private List<PlaceCoverage> DescribePlaces() =>
    [
        .. from recipe in contents.Recipes
           from point in recipe.Places.GroupBy(place => place.Point)
           select new PlaceCoverage(
               point.Key,
               recipe.Variant.Id,
               Describe(recipe.Options),
               point.Count(),
               backbone.Encoder.Places.Count(place => place.Name == point.Key)),
    ];

    private string? DescribeHead()
    {
        try
        {
            return contents.Head?.Read(checkpoint: null) is { } head
                ? $"{head.Kind.Id}, {head.Outputs} outputs"
                    + (head.Labels.Count > 0 ? $": {string.Join(", ", head.Labels)}" : "")
                : null;
        }
        catch (InterchangeException error)
        {
            return error.Message;
        }
    }
}

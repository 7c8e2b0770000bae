namespace AdapterKit.Benchmarks;

/// <summary>What parts of a forward pass multiply for one token, of a width d in texts of S tokens.</summary>
/// <param name="config">The geometry.</param>
/// <param name="tokens">Tokens a text.</param>
internal sealed class Multiplications(BertConfig config, long tokens)
{
    private readonly double width = config.Hidden;

    /// <summary>A layer: <c>12·d² + 2·S·d</c>.</summary>
    public double Layer => (12 * width * width) + (2 * tokens * width);

    /// <summary>The feed-forward part of a layer: <c>8·d²</c>.</summary>
    public double FeedForward => 8 * width * width;

    /// <summary>
    /// The down-projection of an adapter as wide as the default options make it, <c>m·d</c>; its up-projection takes as many.
    /// </summary>
    public double Projection => width / 16 * width;
}

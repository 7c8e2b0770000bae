namespace AdapterKit;

/// <summary>Every part sees some of the tokens; the results stand side by side.</summary>
/// <param name="starts">The first token of each part but the first.</param>
internal sealed class TokenSplit(IReadOnlyList<int> starts) : Combination
{
    // A text may be too short for the later parts, which see nothing of it then.
    public override Tensor Select(Tensor whole, int part)
    {
        var tokens = whole.size(1);
        var first = part == 0 ? 0 : Math.Min(starts[part - 1], tokens);
        var end = part == starts.Count ? tokens : Math.Min(starts[part], tokens);
        return whole.narrow(1, first, end - first);
    }

    public override Tensor Join(IReadOnlyList<Tensor> results) => cat([.. results], 1);
}

namespace AdapterKit;

/// <summary>Chooses the next token of each row.</summary>
internal sealed class TokenSampler
{
    private readonly GenerationOptions options;
    private readonly Random[] draws;

    /// <param name="options">How tokens are chosen.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="first">The number of the first row among those of the caller, for the seeds.</param>
    public TokenSampler(GenerationOptions options, int rows, int first = 0)
    {
        this.options = options;
        draws = [.. Enumerable.Range(first, rows).Select(row => new Random(HashSeed(options.Seed, row)))];
    }

    /// <summary>Chooses a token for each row.</summary>
    /// <param name="logits">Logits <c>[rows, vocabulary]</c>; not modified.</param>
    /// <param name="texts">The tokens of each row so far.</param>
    public int[] Choose(Tensor logits, IReadOnlyList<List<int>> texts)
    {
        using var scope = NewDisposeScope();
        var scores = logits.to_type(ScalarType.Float32);
        scores = Penalize(scores, texts, options.RepetitionPenalty);
        if (options.Temperature == 0)
            return [.. scores.argmax(1).cpu().data<long>().Select(id => (int)id)];

        var count = options.TopK > 0 ? Math.Min(options.TopK, (int)scores.size(1)) : (int)scores.size(1);
        var (values, indices) = (scores / options.Temperature).topk(count, dim: 1);
        var (chances, ids) = (values.softmax(1).cpu().data<float>().ToArray(), indices.cpu().data<long>().ToArray());
        return [.. texts.Select((_, row) =>
            (int)ids[(row * count) + Draw(chances.AsSpan(row * count, count), draws[row].NextDouble())])];
    }

    // The same for every process, unlike HashCode.
    private static int HashSeed(int seed, int row) => unchecked((seed * 397) ^ (row * 7919));

    // The chances are sorted. Those after the first ones that make up TopP have none.
    private int Draw(ReadOnlySpan<float> chances, double draw)
    {
        var (kept, total) = (0, 0.0);
        while (kept < chances.Length && (kept == 0 || total < options.TopP))
            total += chances[kept++];

        var left = draw * total;
        for (var index = 0; index < kept; index++)
        {
            left -= chances[index];
            if (left < 0)
                return index;
        }

        return kept - 1;
    }

    /// <summary>Makes tokens that a text has already less likely (Keskar et al. 2019, §4.1).</summary>
    /// <param name="scores">Logits <c>[rows, vocabulary]</c>; not modified.</param>
    /// <param name="texts">The tokens of each row so far.</param>
    /// <param name="penalty">What positive logits are divided by and negative ones multiplied by; nothing happens for 1.</param>
    /// <returns>The changed logits, or the same, in the dispose scope of the caller.</returns>
    public static Tensor Penalize(Tensor scores, IReadOnlyList<List<int>> texts, double penalty)
    {
        if (penalty == 1)
            return scores;

        var penalized = scores.clone();
        foreach (var (row, text) in texts.Index())
        {
            var seen = tensor(text.Distinct().Select(id => (long)id).ToArray(), device: scores.device);
            var own = scores[row].index_select(0, seen);
            penalized[row].index_copy_(0, seen, where(own < 0, own * penalty, own / penalty));
        }

        return penalized;
    }
}

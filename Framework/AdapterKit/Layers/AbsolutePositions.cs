namespace AdapterKit;

/// <summary>Learned absolute position embeddings (Gehring et al. 2017, §3.1).</summary>
public sealed class AbsolutePositions : ComponentModule<TokenBatch, Tensor>, IMappedWeights
{
    private readonly Embedding table;
    private readonly int first;

    /// <summary>Creates a table with random rows.</summary>
    /// <param name="positions">The number of rows.</param>
    /// <param name="width">The width of the hidden states.</param>
    /// <param name="first">The row of a text's first token, such as 2 in BART.</param>
    public AbsolutePositions(int positions, int width, int first = 0)
        : base(nameof(AbsolutePositions))
    {
        (table, this.first, MaxTokens) = (WeightInitialization.Embedding(positions, width), first, positions - first);
        register_module(nameof(table), table);
    }

    /// <summary>The table, <c>[positions, width]</c>.</summary>
    public Embedding Table => table;

    /// <summary>The maximum number of tokens in a text.</summary>
    public int MaxTokens { get; }

    void IMappedWeights.MapWeights(WeightMap map) => map.Add("", table);

    /// <summary>Returns the embeddings of a batch's positions.</summary>
    /// <param name="input">The tokens.</param>
    /// <returns><c>[batch, tokens, width]</c>, or <c>[tokens, width]</c> for a batch whose rows begin at position 0.</returns>
    /// <exception cref="ArgumentException">A text has more than <see cref="MaxTokens"/> tokens.</exception>
    public override Tensor forward(TokenBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var tokens = input.Positions is { } own ? FindLast(own) + 1 : input.Ids.size(1);
        RequireTokens(tokens);

        // The weight of an Embedding is another tensor each time.
        using var scope = NewDisposeScope();
        var rows = input.Positions is { } positions ? table.call(positions + first) : table.weight!.narrow(0, first, tokens);
        return rows.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the embeddings of positions.</summary>
    /// <param name="start">The first position.</param>
    /// <param name="count">The number of positions.</param>
    /// <returns><c>[count, width]</c>, owned by the caller.</returns>
    /// <exception cref="ArgumentException">A position is beyond <see cref="MaxTokens"/>.</exception>
    public Tensor Find(int start, long count)
    {
        RequireTokens(start + count);
        using var scope = NewDisposeScope();
        return table.weight!.narrow(0, first + start, count).MoveToOuterDisposeScope();
    }

    private void RequireTokens(long tokens)
    {
        if (tokens > MaxTokens)
        {
            throw new ArgumentException(
                $"A text has {tokens} tokens, but the model supports at most {MaxTokens}. Truncate longer texts when you tokenize them.");
        }
    }

    private static long FindLast(Tensor positions)
    {
        using var last = positions.max();
        return last.ToInt64();
    }
}

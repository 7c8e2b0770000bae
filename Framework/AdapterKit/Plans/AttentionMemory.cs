namespace AdapterKit;

/// <summary>The keys and values that the branches of a plan add to an attention.</summary>
internal sealed class AttentionMemory : IDisposable
{
    private readonly MemoryBranch[] branches;
    private readonly IAttention attention;
    private readonly int totalWeight;
    private readonly bool readsInput;
    private Entries? kept;

    private AttentionMemory(IAttention attention, IReadOnlyList<MemoryBranch> branches)
    {
        (this.attention, this.branches, totalWeight) = (attention, [.. branches], branches.Sum(branch => branch.RowWeight));
        readsInput = branches.SelectMany(branch => branch.Adapters).Any(adapter => adapter.ReadsInput);
    }

    /// <summary>Creates the memory of an attention; <see langword="null"/> if no branch adds to it.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="branches">The branches in the order of their rows.</param>
    /// <param name="purpose">What the plan is for.</param>
    public static AttentionMemory? Create(IAttention attention, IReadOnlyList<MemoryBranch> branches, PlanPurpose purpose)
    {
        if (branches.All(branch => branch.Adapters.Count == 0))
            return null;

        var memory = new AttentionMemory(attention, branches);
        if (purpose == PlanPurpose.Inference)
            memory.Keep();

        return memory;
    }

    /// <summary>Computes attention to the keys and values of each row's branch in front of its own.</summary>
    /// <param name="request">The attention.</param>
    /// <param name="mask">The mask of the text's own keys, without the terms by distance.</param>
    /// <param name="real">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <param name="positions">Those of queries and keys, for an attention with terms by distance.</param>
    /// <returns>A new tensor of the shape of the queries.</returns>
    /// <exception cref="InvalidOperationException">An adapter reads the input, which the attention does not pass on.</exception>
    public Tensor Attend(AttentionRequest request, KeyMask mask, Tensor? real, TokenPositions? positions)
    {
        using var scope = NewDisposeScope();
        var (queries, keys) = (request.Queries, request.Keys);
        var added = kept ?? Compute();
        var (addedKeys, addedValues) = (ExpandRows(added.Keys, keys.size(0)), ExpandRows(added.Values, keys.size(0)));
        if (readsInput)
        {
            var gates = ComputeGates(added, request.Input ?? throw MissesInput(), real);
            (addedKeys, addedValues) = (addedKeys * gates.select(-1, 0).unsqueeze(-1), addedValues * gates.select(-1, 1).unsqueeze(-1));
        }

        var extended = ExtendMask(added, keys, queries.size(2), mask);
        if (request.Options.RelativeBias is { } bias)
        {
            var terms = ComputeTerms(added, bias, positions!.Value, keys.size(0)).to_type(keys.dtype);
            extended = extended is null ? terms : extended + terms;
        }

        return AttentionFunction.Compute(
            queries,
            cat([addedKeys, keys], 2),
            cat([addedValues, request.Values], 2),
            new(extended, IsCausal: false),
            request.Dropout,
            request.Options.ScoreCap).MoveToOuterDisposeScope();
    }

    public void Dispose() => kept?.Dispose();

    private void Keep()
    {
        using var scope = NewDisposeScope();
        var computed = Compute();
        kept = new(Own(computed.Keys), Own(computed.Values), computed.Mask?.DetachFromDisposeScope(), computed.Lengths);

        static Tensor Own(Tensor entries) => entries.contiguous().clone().DetachFromDisposeScope();
    }

    private static InvalidOperationException MissesInput() => new(
        "An adapter reads the input of the attention, which the attention does not pass on. Pass it as the last argument of "
        + $"{nameof(AdapterPass)}.{nameof(AdapterPass.Attend)}.");

    // [rows, 1, length, 2]: one factor for the keys and one for the values of each adapter.
    private Tensor ComputeGates(Entries added, Tensor input, Tensor? real)
    {
        var (gates, first) = (new List<Tensor>(), 0L);
        foreach (var (branch, lengths) in branches.Zip(added.Lengths))
        {
            var rows = input.size(0) * branch.RowWeight / totalWeight;
            var (x, tokens) = (input.narrow(0, first, rows), real?.narrow(0, first, rows));
            List<Tensor> factors =
            [
                .. branch.Adapters.Zip(lengths, (adapter, length) => adapter.ReadsInput
                    ? adapter.ComputeGates(x, tokens).unsqueeze(1).expand(-1, length, -1)
                    : x.new_ones(rows, length, 2)),
                x.new_ones(rows, added.Keys.size(2) - lengths.Sum(), 2),
            ];
            gates.Add(cat([.. factors], 1));
            first += rows;
        }

        return cat([.. gates]).unsqueeze(1);
    }

    // As AdapterHub counts in T5: the prefix has the first positions, and the text's keys follow it, but its queries stay where they are.
    private Tensor ComputeTerms(Entries added, RelativePositionBias bias, TokenPositions positions, long rows)
    {
        var lengths = added.Lengths.Select(branch => branch.Sum()).ToList();
        var front = arange(added.Keys.size(2), device: positions.Keys.device).unsqueeze(0);
        if (lengths.TrueForAll(length => length == lengths[0]))
            return Compute(positions, lengths[0]);

        var (terms, first) = (new List<Tensor>(), 0L);
        foreach (var (branch, length) in branches.Zip(lengths))
        {
            var count = rows * branch.RowWeight / totalWeight;
            terms.Add(Compute(positions.Narrow(first, count), length).expand(count, -1, -1, -1));
            first += count;
        }

        return cat([.. terms]);

        Tensor Compute(TokenPositions own, long length) =>
            bias.call(own.Queries, cat([front.expand(own.Keys.size(0), -1), own.Keys + length], 1));
    }

    private Tensor? ExtendMask(Entries added, Tensor keys, long queries, KeyMask mask)
    {
        if (added.Mask is null && mask is { Added: null, IsCausal: false })
            return null;

        var (rows, tokens) = (keys.size(0), keys.size(2));
        var own = mask.Added
            ?? (mask.IsCausal ? KeyMask.CreateTriangle(queries, tokens, keys.dtype, keys.device) : keys.new_zeros(1, tokens));
        var front = added.Mask is null ? keys.new_zeros(1, 1, 1, added.Keys.size(2)) : ExpandRows(added.Mask, rows);
        var (heads, lines) = (own.dim() < 4 ? 1 : own.size(1), own.size(-2));
        return cat([front.expand(rows, heads, lines, -1), own.expand(rows, heads, lines, -1)], -1);
    }

    private Tensor ExpandRows(Tensor branchesFirst, long rows) => branches.Length == 1
        ? branchesFirst.expand(rows, -1, -1, -1)
        : cat([.. branches.Select((branch, index) =>
            branchesFirst.narrow(0, index, 1).expand(rows * branch.RowWeight / totalWeight, -1, -1, -1))]);

    private Entries Compute()
    {
        List<List<Tensor>> parts = [.. branches.Select(branch => branch.Adapters.Select(adapter => adapter.ComputeKeys()).ToList())];
        var like = parts.First(branch => branch.Count > 0)[0];
        List<Tensor> keys = [.. parts.Select(branch => Join(branch, like))];
        List<Tensor> values = [.. branches.Select(branch => Join([.. branch.Adapters.Select(adapter => adapter.ComputeValues())], like))];
        var lengths = keys.Select(one => one.size(0)).ToList();
        var longest = lengths.Max();
        return new(
            ToHeads(keys, longest),
            ToHeads(values, longest),
            lengths.Min() == longest ? null : CreateMask(lengths, longest, like),
            [.. parts.Select(branch => branch.Select(part => part.size(0)).ToArray())]);
    }

    private Tensor Join(List<Tensor> parts, Tensor like) => parts switch
    {
        [] => like.new_zeros(0, attention.KeyWidth),
        [var only] => only,
        _ => cat(parts),
    };

    private Tensor ToHeads(IEnumerable<Tensor> entries, long length) =>
        stack([.. entries.Select(one => one.size(0) == length ? one : cat([one, one.new_zeros(length - one.size(0), one.size(1))]))])
            .view(branches.Length, length, attention.KeyHeads, -1)
            .transpose(1, 2);

    private Tensor CreateMask(List<long> lengths, long longest, Tensor like)
    {
        var mask = like.new_zeros(branches.Length, 1, 1, longest);
        foreach (var (index, length) in lengths.Index())
            mask[index].narrow(-1, length, longest - length).fill_(KeyMask.GetMaskedScore(mask.dtype));

        return mask;
    }

    /// <summary>
    /// The keys and values of the branches, <c>[branches, heads, length, width of a head]</c>, and how many each adapter adds.
    /// </summary>
    private sealed record Entries(Tensor Keys, Tensor Values, Tensor? Mask, long[][] Lengths) : IDisposable
    {
        public void Dispose()
        {
            Keys.Dispose();
            Values.Dispose();
            Mask?.Dispose();
        }
    }
}

/// <summary>What one branch of a plan adds to an attention.</summary>
/// <param name="Adapters">The adapters, the one nearest to the backbone last; none for a branch that adds nothing.</param>
/// <param name="RowWeight">Its share of the rows: as many as a branch of weight 1 has, times this.</param>
internal readonly record struct MemoryBranch(IReadOnlyList<MemoryAdapter> Adapters, int RowWeight);

namespace AdapterKit;

/// <summary>A pass whose rows run under different plans. It compiles nothing, and a plan without rows costs nothing.</summary>
/// <param name="branches">The plans, each compiled for one task, in the order of their rows.</param>
/// <param name="batch">The tokens; borrowed for the lifetime of the pass.</param>
/// <param name="dtype">The element type of the hidden states.</param>
/// <param name="source">What cross-attention attends to; borrowed.</param>
/// <param name="running">Called with the index of a branch before its code runs, and with <see langword="null"/> after it.</param>
/// <param name="cache">Keys and values of earlier tokens of the same rows; borrowed, and extended by the pass.</param>
/// <param name="user">Whoever keeps rows and plans of the cache together; required with a cache.</param>
internal sealed class RowsPass(
    IReadOnlyList<RowsBranch> branches,
    TokenBatch batch,
    ScalarType dtype,
    EncodedSource? source,
    Action<int?> running,
    KeyValueCache? cache = null,
    object? user = null)
    : AdapterPass(batch, dtype, cache, user, source)
{
    public override Tensor Enter(Tensor h)
    {
        if (branches.All(branch => branch.Plan.Entry is null))
            return h.alias();

        using var scope = NewDisposeScope();
        ShiftPositions([.. branches.SelectMany(branch => branch.Plan.Entry?.GetShifts(branch.Rows) ?? [(0, branch.Rows)])]);
        var changed = Run(h, h.size(-1), (plan, rows, first, count) =>
        {
            if (plan.Entry is not { } entry)
                return rows.alias();

            using var own = Batch.Move(first, count, shift: 0);
            return entry.Enter(rows, own);
        });
        List<(Tensor? Prompt, long Rows)> prompts =
            [.. branches.SelectMany(branch => branch.Plan.Entry?.ComputePrompts(branch.Rows) ?? [(null, branch.Rows)])];
        return Prepend(changed, prompts).MoveToOuterDisposeScope();
    }

    public override Tensor Project(int projection, Linear linear, Tensor x) => Project(projection, linear, x, TokenMask);

    public override Tensor ProjectAndActivate(int projection, Linear linear, Tensor x, Activation activation) =>
        branches.All(branch => branch.Plan.FindProjection(projection) is null)
            ? Product.Compute(linear, x, activation)
            : base.ProjectAndActivate(projection, linear, x, activation);

    private protected override Tensor ComputeSource(int projection, Linear linear, Tensor hidden) =>
        Project(projection, linear, hidden, SourceMask);

    private Tensor Project(int projection, Linear linear, Tensor x, Tensor? real) =>
        branches.All(branch => branch.Plan.FindProjection(projection) is null)
            ? Product.Compute(linear, x)
            : Run(
                x,
                linear.weight.size(0),
                (plan, rows, first, count) =>
                {
                    using var tokens = real?.narrow(0, first, count);
                    return plan.FindProjection(projection)?.Project(linear, rows, tokens) ?? Product.Compute(linear, rows);
                });

    private protected override Tensor AttendTo(AttentionRequest request)
    {
        if (branches.All(branch => branch.Plan.FindMemory(request.Attention) is null))
            return AttentionFunction.Compute(request, GetMask(request));

        return Run(request.Queries, request.Queries.size(-1), (plan, rows, first, count) =>
        {
            using var scope = NewDisposeScope();
            var own = request with
            {
                Queries = rows,
                Keys = request.Keys.narrow(0, first, count),
                Values = request.Values.narrow(0, first, count),
                Input = request.Input?.narrow(0, first, count),
            };
            var attended = plan.FindMemory(request.Attention) is { } memory
                ? memory.Attend(
                    own,
                    GetKeyMask(request).Narrow(first, count),
                    TokenMask?.narrow(0, first, count),
                    request.Options.RelativeBias is null ? null : FindPositions().Narrow(first, count))
                : AttentionFunction.Compute(own, GetMask(request).Narrow(first, count));
            return attended.MoveToOuterDisposeScope();
        });
    }

    public override Tensor Before(int site, Tensor h) => Run(h, h.size(-1), (plan, rows, _, _) => plan[site].Before(rows));

    public override Tensor After(int site, Tensor sublayer, Tensor residual) =>
        Run(sublayer, sublayer.size(-1), (plan, rows, first, count) =>
        {
            using var a = residual.narrow(0, first, count);
            using var tokens = TokenMask?.narrow(0, first, count);
            return plan[site].After(rows, a, tokens);
        });

    private Tensor Run(Tensor h, long width, Func<AdapterPlan, Tensor, long, long, Tensor> compute)
    {
        if (branches is [var only])
            return RunBranch(0, only, h, 0, width, compute);

        using var scope = NewDisposeScope();
        var results = new Tensor[branches.Count];
        var first = 0L;
        foreach (var (index, branch) in branches.Index())
        {
            results[index] = RunBranch(index, branch, h.narrow(0, first, branch.Rows), first, width, compute);
            first += branch.Rows;
        }

        return cat(results).MoveToOuterDisposeScope();
    }

    // Left to the concatenation, a wrong shape would be everybody's error.
    private Tensor RunBranch(
        int index, RowsBranch branch, Tensor rows, long first, long width, Func<AdapterPlan, Tensor, long, long, Tensor> compute)
    {
        running(index);
        var result = compute(branch.Plan, rows, first, branch.Rows);
        long[] shape = [.. rows.shape[..^1], width];
        if (!result.shape.AsSpan().SequenceEqual(shape))
        {
            throw new InvalidOperationException(
                $"An adapter returns hidden states of shape [{string.Join(", ", result.shape)}] instead of [{string.Join(", ", shape)}].");
        }

        running(null);
        return result;
    }
}

/// <summary>A plan and the number of its rows.</summary>
/// <param name="Plan">A plan of one task; borrowed.</param>
/// <param name="Rows">How many rows of the batch it has.</param>
internal readonly record struct RowsBranch(AdapterPlan Plan, int Rows);

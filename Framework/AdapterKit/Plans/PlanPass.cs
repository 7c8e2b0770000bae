namespace AdapterKit;

/// <summary>A pass that runs a plan.</summary>
internal sealed class PlanPass : AdapterPass
{
    private readonly AdapterPlan plan;

    public PlanPass(AdapterPlan plan, TokenBatch batch, ScalarType dtype, KeyValueCache? cache = null, EncodedSource? source = null)
        : base(batch, dtype, cache, plan, source)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.plan = plan;
    }

    public override Tensor Enter(Tensor h)
    {
        if (plan.Entry is not { } entry)
            return h.alias();
        if (plan.Copies > 1)
            RepeatMasks(plan.Copies);

        using var scope = NewDisposeScope();
        using var rows = RepeatRows(h);
        ShiftPositions(entry.GetShifts(rows.size(0)));
        return Prepend(entry.Enter(rows, Batch), entry.ComputePrompts(rows.size(0))).MoveToOuterDisposeScope();
    }

    public override Tensor Project(int projection, Linear linear, Tensor x)
    {
        var program = plan.FindProjection(projection);
        if (plan.Copies == 1)
            return program is null ? Product.Compute(linear, x) : program.Project(linear, x, TokenMask);
        if (program is not null)
            RepeatMasks(plan.Copies);

        using var rows = RepeatRows(x);
        return program is null ? Product.Compute(linear, rows) : program.Project(linear, rows, TokenMask);
    }

    public override Tensor ProjectAndActivate(int projection, Linear linear, Tensor x, Activation activation) =>
        plan.Copies == 1 && plan.FindProjection(projection) is null
            ? Product.Compute(linear, x, activation)
            : base.ProjectAndActivate(projection, linear, x, activation);

    private protected override Tensor ComputeSource(int projection, Linear linear, Tensor hidden)
    {
        if (plan.FindProjection(projection) is not { } program)
            return Product.Compute(linear, hidden);
        if (plan.Copies > 1)
            RepeatMasks(plan.Copies);

        using var rows = RepeatRows(hidden);
        return program.Project(linear, rows, SourceMask);
    }

    private protected override Tensor AttendTo(AttentionRequest request)
    {
        if (plan.FindMemory(request.Attention) is not { } memory)
            return AttentionFunction.Compute(request, GetMask(request));
        using var scope = NewDisposeScope();
        if (plan.Copies == 1)
            return Attend(memory, request).MoveToOuterDisposeScope();

        RepeatMasks(plan.Copies);
        var rows = request with
        {
            Queries = RepeatRows(request.Queries),
            Keys = RepeatRows(request.Keys),
            Values = RepeatRows(request.Values),
            Input = request.Input is { } input ? RepeatRows(input) : null,
        };
        return Attend(memory, rows).MoveToOuterDisposeScope();
    }

    private Tensor Attend(AttentionMemory memory, AttentionRequest request) => memory.Attend(
        request, GetKeyMask(request), TokenMask, request.Options.RelativeBias is null ? null : FindPositions());

    public override Tensor Before(int site, Tensor h)
    {
        if (plan.Copies == 1)
            return plan[site].Before(h);
        if (plan.RepeatsBefore(site))
            RepeatMasks(plan.Copies);

        using var rows = RepeatRows(h);
        return plan[site].Before(rows);
    }

    public override Tensor After(int site, Tensor sublayer, Tensor residual)
    {
        if (plan.Copies == 1)
            return plan[site].After(sublayer, residual, TokenMask);
        if (plan.RepeatsAfter(site))
            RepeatMasks(plan.Copies);

        using var h = RepeatRows(sublayer);
        using var a = RepeatRows(residual);
        return plan[site].After(h, a, TokenMask);
    }
}

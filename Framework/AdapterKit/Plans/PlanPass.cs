namespace AdapterKit;

/// <summary>A pass that runs a plan.</summary>
internal sealed class PlanPass : AdapterPass
{
    private readonly AdapterPlan plan;

    public PlanPass(AdapterPlan plan, TokenBatch batch, ScalarType dtype, KeyValueCache? cache = null)
        : base(batch, dtype, cache, plan)
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

    private protected override Tensor AttendTo(
        int attention, Tensor queries, Tensor keys, Tensor values, double dropout, bool isCausal, Tensor? input)
    {
        if (plan.FindMemory(attention) is not { } memory)
            return AttentionFunction.Compute(queries, keys, values, GetMask(isCausal), dropout);
        if (plan.Copies == 1)
            return memory.Attend(queries, keys, values, GetMask(isCausal), dropout, input, TokenMask);

        RepeatMasks(plan.Copies);
        using var q = RepeatRows(queries);
        using var k = RepeatRows(keys);
        using var v = RepeatRows(values);
        using var x = input is null ? null : RepeatRows(input);
        return memory.Attend(q, k, v, GetMask(isCausal), dropout, x, TokenMask);
    }

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

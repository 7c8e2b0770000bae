namespace Demo;

public sealed record RuleOptions : VariantOptions
{
    public int Rank { get; init; } = 2;
}

// One rule for all adapters of a set.
[SharedModule]
public sealed partial class Rule(SharedShape shape, RuleOptions options) : SharedModule
{
    [KaimingUniform, HubName("rule")] private Parameter rule = new(empty(options.Rank, shape.Places[0].Width));
    [Zeros] private Parameter? offset = options.Rank > 1 ? new(empty(options.Rank)) : null;

    public Tensor Reduce(Tensor h) => functional.linear(h, rule, offset);
}

[AdapterVariant("ruled")]
public sealed partial class RuledAdapter(AdapterShape shape, RuleOptions options, Rule rule) : ResidualAdapter
{
    [Zeros] private readonly Linear expand = Linear(options.Rank, shape.Width);

    public override Tensor Delta(Tensor h)
    {
        using var reduced = rule.Reduce(h);
        return expand.call(reduced);
    }
}

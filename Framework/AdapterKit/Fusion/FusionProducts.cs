namespace AdapterKit;

/// <summary>What a head comes to over bottlenecks that stay as they are: <c>G_n</c> and <c>V_n</c> of <see cref="FoldedFusion"/>.</summary>
/// <param name="Questions">All <c>G</c>, scaled as scores are: <c>[members · units, width]</c>; <see langword="null"/> for one member, whose weight is 1 whatever it is asked.</param>
/// <param name="QuestionBias"><c>[members · units]</c></param>
/// <param name="Values">All <c>V</c>: <c>[width, members · units]</c>.</param>
internal sealed record FusionProducts(Tensor? Questions, Tensor? QuestionBias, Tensor Values)
{
    /// <summary>Multiplies out; the tensors belong to the open dispose scope.</summary>
    public static FusionProducts Of(FusionHead head, MergedBottlenecks merged)
    {
        var up = merged.Up.view(head.Width, -1);
        var values = head.Value is { } value ? value.weight.matmul(up) : up.alias();
        if (merged.Members == 1)
            return new(null, null, values);

        var reach = head.Key is { } key ? key.weight.matmul(up).t() : up.t();
        var scale = (head.Options.Numerics == FusionNumerics.ScaledDotProduct ? 1 / Math.Sqrt(head.Width) : 1)
            / (head.Temperature?.ToDouble() ?? 1);
        reach = reach * scale;
        return head.Query is { } query
            ? new(reach.matmul(query.weight), query.bias is { } bias ? reach.mv(bias) : zeros_like(reach.select(1, 0)), values)
            : new(reach, zeros_like(reach.select(1, 0)), values);
    }
}

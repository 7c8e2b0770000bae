namespace AdapterKit.Tests;

/// <summary>A fusion as the papers write it: every member's output projected to a key and a value, one after the other.</summary>
internal static class TextbookFusion
{
    /// <summary>
    /// What leaves the site, given what enters it. <paramref name="norm"/> is the identity on pre-norm layouts; members at the indices in
    /// <paramref name="masked"/> take no part in the softmax.
    /// </summary>
    public static Tensor Site(
        FusionHead head,
        AdapterPlacement placement,
        IReadOnlyList<ResidualAdapter> members,
        Tensor h,
        Tensor a,
        Func<Tensor,
        Tensor> norm,
        params int[] masked)
    {
        var x = placement switch
        {
            AdapterPlacement.Sequential => h,
            AdapterPlacement.Parallel => a,
            _ => norm(h + a),
        };
        var residual = placement == AdapterPlacement.AfterNorm ? x : h;
        var options = head.Options;
        var asking = options.QueryBeforeNorm && placement == AdapterPlacement.Pfeiffer ? h : x;
        var mixed = Mix(head, asking, residual, [.. members.Select(member => member.Delta(x))], masked);
        return placement == AdapterPlacement.AfterNorm ? mixed : norm(mixed + a);
    }

    private static Tensor Mix(FusionHead head, Tensor asking, Tensor residual, Tensor[] outputs, int[] masked)
    {
        var options = head.Options;
        var scaled = options.Numerics == FusionNumerics.ScaledDotProduct;
        var entering = outputs.Select(z => scaled || options.ResidualThroughValue ? residual + z : z).ToArray();
        var query = head.Query?.call(asking) ?? asking;
        var scores = entering.Select(o => (query * (head.Key?.call(o) ?? o)).sum(-1, keepdim: true)).ToArray();
        foreach (var index in masked)
            scores[index] = full_like(scores[index], double.NegativeInfinity);

        var weights = (cat(scores, -1) / (scaled ? Math.Sqrt(head.Width) : 1) / (head.Temperature?.ToDouble() ?? 1)).softmax(-1);
        var values = entering.Select((o, n) => weights.narrow(-1, n, 1) * (head.Value?.call(o) ?? o)).Aggregate(
            (sum, value) => sum + value);
        return scaled || options.ResidualThroughValue ? values : residual + values;
    }
}

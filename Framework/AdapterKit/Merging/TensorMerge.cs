using System.Diagnostics;

namespace AdapterKit;

/// <summary>Combines tensors of one shape, as a method says.</summary>
/// <param name="options">The method with its settings.</param>
internal sealed class TensorMerge(MergeOptions options) : IDisposable
{
    private readonly Generator generator = new((ulong)options.Seed);

    /// <summary>Combines tensors.</summary>
    /// <param name="tensors">Tensors of one shape; not modified.</param>
    /// <param name="weights">The weight of each.</param>
    /// <returns>A new tensor of that shape.</returns>
    public Tensor Combine(IReadOnlyList<Tensor> tensors, IReadOnlyList<double> weights)
    {
        using var scope = NewDisposeScope();
        var values = stack([.. tensors.Select(Prune)]);
        var weighted = values * CreateColumn(weights, values);
        var sum = options.Method is MergeMethod.Ties or MergeMethod.DareTies ? Elect(values, weighted) : weighted.sum(0L);
        return sum.MoveToOuterDisposeScope();
    }

    public void Dispose() => generator.Dispose();

    private static Tensor CreateColumn(IReadOnlyList<double> weights, Tensor values) =>
        tensor([.. weights], dtype: values.dtype, device: values.device)
            .view([weights.Count, .. Enumerable.Repeat(1L, (int)values.dim() - 1)]);

    private Tensor Prune(Tensor values) => options.Method switch
    {
        MergeMethod.Linear => values,
        MergeMethod.MagnitudePrune or MergeMethod.Ties => KeepLargest(values),
        MergeMethod.DareLinear or MergeMethod.DareTies => KeepAtRandom(values),
        _ => throw new UnreachableException(),
    };

    private Tensor KeepLargest(Tensor values)
    {
        var flat = values.flatten();
        var (_, kept) = flat.abs().topk((int)(options.Density * flat.numel()));
        return zeros_like(flat).index_put_(flat[kept], kept).view(values.shape);
    }

    // Dividing by the share that is kept leaves the expectation as it was (Yu et al. 2024, eq. 2).
    private Tensor KeepAtRandom(Tensor values) =>
        values * full_like(values, options.Density).bernoulli(generator) / options.Density;

    // Yadav et al. 2023, algorithm 1: the mean of the values whose sign was elected.
    private Tensor Elect(Tensor values, Tensor weighted)
    {
        var votes = options.MajoritySign == MajoritySign.Total ? values : values.sign();
        var elected = values.sign().eq(votes.sum(0L).sign());
        return (weighted * elected).sum(0L) / elected.sum(0L).clamp(min: 1);
    }
}

namespace AdapterKit;

/// <summary>Computes the mean attention weights of a fusion over a data set, site by site.</summary>
/// <remarks>
/// Keeps one sum per member and site, so that there may be any number of texts. Use it from one thread at a time, and dispose of it.
/// </remarks>
public sealed class MeanAttention : IFusionProbe, IDisposable
{
    private readonly Dictionary<Site, SiteTotal> totals = [];
    private readonly Backbone backbone;
    private readonly AdapterPlan plan;
    private TokenBatch? current;

    /// <summary>Starts with no text.</summary>
    /// <param name="task">The task that fuses others, with its current weights; borrowed.</param>
    public MeanAttention(TaskAdapter task)
    {
        ArgumentNullException.ThrowIfNull(task);
        backbone = task.Backbone;
        plan = backbone.Compile(PlanPurpose.Inference, this, task);
    }

    /// <summary>The number of tokens of the texts so far, without padding.</summary>
    public long Tokens { get; private set; }

    /// <summary>The means at the sites of the fusion, from the input up; empty before the first text.</summary>
    public IReadOnlyList<SiteAttention> Sites =>
    [
        .. from site in backbone.Encoder.Sites
           where totals.ContainsKey(site)
           let total = totals[site]
           where total.Tokens > 0
           select new SiteAttention(site, total.Members, [.. total.Sums.Select(sum => sum / total.Tokens)]),
    ];

    /// <summary>
    /// Adds texts to the mean. Each of their tokens counts the same; in the decoder of an encoder-decoder, each of those that it reads.
    /// </summary>
    /// <param name="batch">The tokens of the texts.</param>
    public void Add(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        current = batch;
        backbone.Encode(batch, plan).Dispose();
        Tokens += batch.Mask.sum().ToInt64();
    }

    /// <summary>Releases the plan.</summary>
    public void Dispose() => plan.Dispose();

    void IFusionProbe.Record(Site site, IReadOnlyList<Setup> members, Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using var scope = NewDisposeScope();
        if (!totals.TryGetValue(site, out var total))
            totals[site] = total = new SiteTotal(members);

        var own = weights[(site.Layer < backbone.Encoder.SourceLayers ? current! : current!.Output).Mask];
        total.Tokens += own.size(0);
        foreach (var (index, sum) in own.sum(0, type: float64).cpu().data<double>().Index())
            total.Sums[index] += sum;
    }

    private sealed class SiteTotal(IReadOnlyList<Setup> members)
    {
        public IReadOnlyList<Setup> Members => members;

        public double[] Sums { get; } = new double[members.Count];

        public long Tokens { get; set; }
    }
}

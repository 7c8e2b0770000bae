namespace AdapterKit;

/// <summary>Runs a setup with as many adapters as a policy allows in each call (AdapterDrop, Rücklé et al. 2021, §3.2).</summary>
/// <remarks>For inference, with the weights at the time when a number of layers is first chosen. Safe to share between threads.</remarks>
public sealed class DynamicDrop : IDisposable
{
    private readonly Backbone backbone;
    private readonly IDropPolicy policy;
    private readonly TimeProvider clock;
    private readonly int tasks;
    private readonly Lazy<AdapterPlan>[] plans;

    /// <summary>Prepares a setup; the plan for a number of layers is compiled when that number is first chosen.</summary>
    /// <param name="backbone">The backbone; borrowed.</param>
    /// <param name="setup">The setup, the same for each text.</param>
    /// <param name="tasks">Tasks of the backbone, among them those that the setup names; borrowed.</param>
    /// <param name="policy">Decides for each call.</param>
    /// <param name="clock">Measures the calls for the policy; the system's clock by default.</param>
    /// <exception cref="ArgumentException">The setup is a batch split, or names a missing task, or contains a fusion.</exception>
    public DynamicDrop(Backbone backbone, Setup setup, IReadOnlyList<TaskAdapter> tasks, IDropPolicy policy, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(policy);
        if (setup.Branching == Branching.Rows)
        {
            throw new ArgumentException(
                "A batch split fits the rows of one batch, but dynamic drop runs many. Pass a setup that is the same for each text.",
                nameof(setup));
        }

        (this.backbone, this.policy, this.clock) = (backbone, policy, clock ?? TimeProvider.System);
        using var whole = backbone.Compile(setup, tasks);
        this.tasks = whole.Copies;
        plans =
        [
            .. Enumerable.Range(0, backbone.Encoder.Layers.Count + 1).Select(dropped => new Lazy<AdapterPlan>(
                () => backbone.Compile(setup, tasks, PlanPurpose.Inference, DropSet.FirstLayers(dropped)))),
        ];
    }

    /// <summary>Computes the logits of every task, with as many adapters as the policy chooses.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>
    /// The logits, owned by the caller, under the setup's own names; and how many of the first layers ran without adapters.
    /// </returns>
    /// <exception cref="InvalidOperationException">The policy chose a number that is negative or exceeds the number of layers.</exception>
    public (TaskLogits Logits, int Dropped) Forward(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var inference = inference_mode();
        using var request = new DropRequest(backbone, batch, tasks);
        var start = clock.GetTimestamp();
        var dropped = policy.Choose(request);
        if (dropped < 0 || dropped >= plans.Length)
        {
            throw new InvalidOperationException(
                $"{policy.GetType().Name} chose to drop {dropped} of {request.Layers} layers. A policy must choose between 0 and "
                + $"{request.Layers}.");
        }

        var logits = request.Forward(plans[dropped].Value);
        policy.Observe(request, dropped, clock.GetElapsedTime(start));
        return (logits, dropped);
    }

    /// <summary>Releases the plans.</summary>
    public void Dispose()
    {
        foreach (var plan in plans.Where(plan => plan.IsValueCreated))
            plan.Value.Dispose();
    }
}

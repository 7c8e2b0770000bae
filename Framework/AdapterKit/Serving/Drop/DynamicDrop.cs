namespace AdapterKit;

/// <summary>Runs a setup with as many adapters as a policy allows in each call (AdapterDrop, Rücklé et al. 2021, §3.2).</summary>
/// <remarks>For inference, with the weights as they are when a number of layers is first chosen. Safe to share between threads.</remarks>
public sealed class DynamicDrop : IDisposable
{
    private readonly Backbone backbone;
    private readonly IDropPolicy policy;
    private readonly TimeProvider clock;
    private readonly int tasks;
    private readonly Lazy<AdapterPlan>[] plans;

    /// <summary>Prepares a setup; a plan is compiled when its number of layers is first chosen.</summary>
    /// <param name="backbone">The backbone; borrowed.</param>
    /// <param name="setup">What runs, the same for each text.</param>
    /// <param name="tasks">Tasks of the backbone, among them those that the setup names; borrowed.</param>
    /// <param name="policy">Decides for each call.</param>
    /// <param name="clock">Tells the policy what a call took; the system's where it is not given.</param>
    /// <exception cref="ArgumentException">The setup says what each row wants, or names a task that is not there, or contains a fusion.</exception>
    public DynamicDrop(Backbone backbone, Setup setup, IReadOnlyList<TaskAdapter> tasks, IDropPolicy policy, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(policy);
        if (setup.Branching == Branching.Rows)
            throw new ArgumentException("A setup that says what each row wants fits one batch alone.", nameof(setup));

        (this.backbone, this.policy, this.clock) = (backbone, policy, clock ?? TimeProvider.System);
        using var whole = backbone.Plan(setup, tasks);
        this.tasks = whole.Copies;
        plans = [.. Enumerable.Range(0, backbone.Encoder.Layers.Count + 1).Select(dropped => new Lazy<AdapterPlan>(() => Compile(setup, tasks, dropped)))];
    }

    /// <summary>Lets the policy choose, and the tasks answer.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>The answers, the caller's own, under the setup's own names; and how many of the lowest layers went without adapters.</returns>
    /// <exception cref="InvalidOperationException">The policy chose a number of layers that there is not.</exception>
    public (TaskAnswers Answers, int Dropped) Answer(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var inference = inference_mode();
        using var request = new DropRequest(backbone, batch, tasks);
        var start = clock.GetTimestamp();
        var dropped = policy.Choose(request);
        if (dropped < 0 || dropped >= plans.Length)
            throw new InvalidOperationException($"{policy.GetType().Name} chose to drop {dropped} of {request.Layers} layers: choose between 0 and {request.Layers}.");

        var answers = request.Answer(plans[dropped].Value);
        policy.Observe(request, dropped, clock.GetElapsedTime(start));
        return (answers, dropped);
    }

    /// <summary>Releases the plans.</summary>
    public void Dispose()
    {
        foreach (var plan in plans.Where(plan => plan.IsValueCreated))
            plan.Value.Dispose();
    }

    private AdapterPlan Compile(Setup setup, IReadOnlyList<TaskAdapter> tasks, int dropped)
    {
        using var live = backbone.Plan(setup, tasks, DropSet.Lowest(dropped));
        return live.Fold();
    }
}

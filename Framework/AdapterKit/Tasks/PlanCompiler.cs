namespace AdapterKit;

/// <summary>Compiles setups into plans.</summary>
public static class PlanCompiler
{
    /// <summary>Compiles a setup.</summary>
    /// <param name="backbone">The backbone to run on.</param>
    /// <param name="setup">The setup. A fusion has weights of its own: make it a task, with <see cref="AdapterConfig.Fused"/>.</param>
    /// <param name="tasks">Tasks of this backbone, among them those that the setup names; borrowed.</param>
    /// <param name="purpose">What the plan is for.</param>
    /// <returns>A plan owned by the caller.</returns>
    /// <exception cref="ArgumentException">
    /// The setup names a task that is missing or was built for another backbone, contains a fusion, or drops a point or layer that does not
    /// exist; or the weights of a task differ from the backbone's in type or device.
    /// </exception>
    public static AdapterPlan Compile(
        this Backbone backbone, Setup setup, IReadOnlyList<TaskAdapter> tasks, PlanPurpose purpose = PlanPurpose.Training) =>
        backbone.Compile(setup, tasks, purpose, DropSet.None);

    /// <summary>Compiles a stack of tasks, for training or inference with weights that may still change.</summary>
    /// <param name="backbone">The backbone to run on.</param>
    /// <param name="stack">Tasks of this backbone, the first one nearest to it; borrowed.</param>
    /// <returns>A plan owned by the caller.</returns>
    /// <exception cref="ArgumentException">
    /// A task was built for another backbone, or its weights differ from the backbone's in type or device.
    /// </exception>
    public static AdapterPlan Compile(this Backbone backbone, params IReadOnlyList<TaskAdapter> stack) =>
        backbone.Compile(PlanPurpose.Training, probe: null, stack);

    /// <summary>Compiles a stack of tasks.</summary>
    internal static AdapterPlan Compile(
        this Backbone backbone, PlanPurpose purpose, IFusionProbe? probe, params IReadOnlyList<TaskAdapter> stack)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(stack);
        var tasks = TaskStack.Create([.. stack.Select(task => RequireBuiltFor(backbone, task))]);
        return AdapterPlan.Compile(backbone.Encoder, Branching.None, [tasks], purpose, probe);
    }

    /// <summary>Compiles a setup without adapters at some sites, and keeps the names of its branches.</summary>
    internal static AdapterPlan Compile(
        this Backbone backbone, Setup setup, IReadOnlyList<TaskAdapter> tasks, PlanPurpose purpose, DropSet drop)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(tasks);
        var encoder = backbone.Encoder;
        var stacks = new SetupExpansion(encoder, id => RequireBuiltFor(backbone, tasks.Find(id))).Expand(setup);
        return AdapterPlan.Compile(encoder, setup.Branching, [.. stacks.Select(stack => stack.Dropping(drop))], purpose);
    }

    internal static TaskAdapter RequireBuiltFor(Backbone backbone, TaskAdapter task)
    {
        if (task.Backbone != backbone)
        {
            throw new ArgumentException(
                $"Task '{task.Id}' was built for another instance of a backbone than '{backbone.Id}'. Build it with this one.");
        }

        RequireSameForm(backbone, task);
        return task;
    }

    // A product of weights and hidden states of different types would end in a native error that names neither.
    private static void RequireSameForm(Backbone backbone, TaskAdapter task)
    {
        var (own, other) = (Describe(backbone.Weight), Describe(task.FindWeight()));
        if (own is not null && other is not null && own != other)
        {
            throw new ArgumentException(
                $"Task '{task.Id}' has {other}, but backbone '{backbone.Id}' has {own}. Convert both with the same .to(…).");
        }
    }

    private static string? Describe(Tensor? weight) => weight is null ? null : $"{weight.dtype} weights on {weight.device}";
}

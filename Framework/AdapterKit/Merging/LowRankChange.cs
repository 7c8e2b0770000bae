namespace AdapterKit;

/// <summary>The low-rank change <c>s·B A</c> of one task to a product, and the task's weight.</summary>
/// <param name="A"><c>[rank, inputs]</c>; borrowed.</param>
/// <param name="B"><c>[outputs, rank]</c>; borrowed.</param>
/// <param name="Scaling"><c>s</c></param>
/// <param name="Weight"><c>w</c></param>
internal readonly record struct LowRankChange(Tensor A, Tensor B, double Scaling, double Weight)
{
    /// <summary>The rank.</summary>
    public int Rank => (int)A.size(0);

    /// <summary>Returns the change that a task makes to a product; <see langword="null"/> for none.</summary>
    /// <exception cref="ArgumentException">The adapter does something else.</exception>
    public static LowRankChange? Find(WeightedTask weighted, ProjectionSite site)
    {
        var (task, weight) = weighted;
        return task.AdapterAt(site) switch
        {
            null => null,
            IBottleneck { Activation: Activation.Linear, Down.bias: null, Up.bias: null } change and
                ProjectionAdapter { ReadsWeight: false, ReadsMask: false } =>
                new(change.Down.weight, change.Up.weight, GetScaling(change), weight),
            var other => throw new ArgumentException(
                $"Task '{task.Id}' has a {other.GetType().Name} at {site}, whose change is no product of two matrices alone. Only adapters "
                + $"such as LoRA are merged by their factors; {nameof(MergeMethod)}.{nameof(MergeMethod.Average)} takes any variant."),
        };
    }

    /// <summary>Computes <c>ΔW = s·B A</c>, <c>[outputs, inputs]</c>.</summary>
    public Tensor ComputeDelta() => B.mm(A).mul_(Scaling);

    private static double GetScaling(IBottleneck change) => change.Scaling switch
    {
        null => 1,
        { Factor: { } factor } => factor.ToDouble(),
        var constant => constant.Value,
    };
}

using static TorchSharp.torch;

namespace AdapterKit.LoadTests;

/// <summary>A task that throws on a row in a hundred.</summary>
[TaskAdapter("shaky", Backbone = ArcticXs.Id)]
[Labels("no", "yes")]
public sealed partial class ShakyTask : ClassificationTask<BottleneckAdapter>
{
    /// <summary>The name under which the number of faults is kept for the process: a plugin has static fields of its own.</summary>
    public const string Faults = "shaky-faults";

    private const int Every = 100;

    // Not within the rows by which a host tests a task.
    private long rows;

    /// <inheritdoc />
    public override Tensor Head(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var before = rows;
        rows += features.size(0);
        if (rows / Every == before / Every)
            return base.Head(features);

        AppDomain.CurrentDomain.SetData(Faults, 1 + (int)(AppDomain.CurrentDomain.GetData(Faults) ?? 0));
        throw new InvalidOperationException("This row is one in a hundred.");
    }
}

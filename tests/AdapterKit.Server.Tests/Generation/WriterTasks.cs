using AdapterKit.Writers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdapterKit.Server.Tests;

/// <summary>Tasks of small random models: the tests are their plugin.</summary>
[TaskAdapter("ode", Backbone = TinyWriter.BackboneId)]
public sealed partial class OdeTask : TextToTextTask<BottleneckAdapter>;

/// <summary>Another task that writes.</summary>
[TaskAdapter("rhyme", Backbone = TinyWriter.BackboneId)]
public sealed partial class RhymeTask : TextToTextTask<LoraAdapter>;

/// <summary>A task whose weights are not finite.</summary>
[TaskAdapter("blot", Backbone = TinyWriter.BackboneId)]
public sealed partial class BlotTask : TextToTextTask<BottleneckAdapter>;

/// <summary>A task that writes nothing.</summary>
[TaskAdapter("mood", Backbone = TinyWriter.BackboneId)]
[Labels("sad", "glad")]
public sealed partial class MoodTask : ClassificationTask<BottleneckAdapter>;

/// <summary>A task that fails when it is told to.</summary>
[TaskAdapter("brittle", Backbone = TinyWriter.BackboneId)]
public sealed partial class BrittleTask : TextToTextTask<BrittleAdapter>;

/// <summary>An adapter that throws or hangs while the data of the process says so: a plugin has static fields of its own.</summary>
/// <param name="shape">The widths of the product.</param>
[AdapterVariant("brittle")]
public sealed partial class BrittleAdapter(AdapterShape shape) : ProjectionAdapter
{
    /// <summary>The name of the data.</summary>
    public const string Order = "adapterkit-tests-brittle";

    /// <summary>What makes it throw.</summary>
    public const string Throw = "throw";

    /// <summary>What makes it hang.</summary>
    public const string Hang = "hang";

    [Zeros]
    private Parameter delta = new(empty(shape.OutputWidth));

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x)
    {
        if (AppContext.GetData(Order) is Throw)
            throw new InvalidOperationException("As told.");
        while (AppContext.GetData(Order) is Hang)
            Thread.Sleep(10);

        return y + delta;
    }
}

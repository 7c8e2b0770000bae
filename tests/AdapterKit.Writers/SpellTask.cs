namespace AdapterKit.Writers;

/// <summary>A task that writes words, whatever the model.</summary>
[TaskAdapter("spell", Backbone = TinyWriter.BackboneId)]
public sealed partial class SpellTask : TextToTextTask<BottleneckAdapter>
{
    [Options]
    private static readonly BottleneckOptions Bottleneck = new() { Bottleneck = 16 };
}

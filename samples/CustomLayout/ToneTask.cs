using AdapterKit;

namespace Samples.CustomLayout;

/// <summary>Whether a sentence asks or tells.</summary>
[TaskAdapter("tone", Backbone = PlainBackbone.Name)]
[Labels("asks", "tells")]
public sealed partial class ToneTask : ClassificationTask<BottleneckAdapter>
{
    [Options] private static readonly BottleneckOptions Bottleneck = new() { Bottleneck = 8 };
}

using AdapterKit;

namespace Samples.Methods;

// Each class is a whole task: attributes say which adapters it has and where. They share labels here, so that one plugin shows all methods.

/// <summary>A bottleneck behind each feed-forward network (Pfeiffer et al. 2021).</summary>
[TaskAdapter("pfeiffer", Backbone = UseLite.Id)]
[Adapter<BottleneckAdapter>(On = ["feed_forward"], Placement = AdapterPlacement.Pfeiffer, TuneNorms = false)]
[Labels("new", "reply")]
public sealed partial class PfeifferTask : ClassificationTask;

/// <summary>Bottlenecks behind both sub-layers, and norms of the task's own (Houlsby et al. 2019).</summary>
[TaskAdapter("houlsby", Backbone = UseLite.Id)]
[Adapter<BottleneckAdapter>]
[Labels("new", "reply")]
public sealed partial class HoulsbyTask : ClassificationTask;

/// <summary>Scaled bottlenecks beside the feed-forward networks (He et al. 2022, §4.6).</summary>
[TaskAdapter("parallel", Backbone = UseLite.Id)]
[Adapter<BottleneckAdapter>(On = ["feed_forward"], Placement = AdapterPlacement.Parallel, TuneNorms = false, Options = nameof(Scaled))]
[Labels("new", "reply")]
public sealed partial class ParallelBottleneckTask : ClassificationTask
{
    private static readonly BottleneckOptions Scaled = new() { Bottleneck = 64, Scaling = 4 };
}

/// <summary>Bottlenecks whose matrices are sums of Kronecker products (Mahabadi et al. 2021).</summary>
[TaskAdapter("compacter", Backbone = UseLite.Id)]
[Adapter<CompacterAdapter>(TuneNorms = false)]
[Labels("new", "reply")]
public sealed partial class CompacterTask : ClassificationTask;

/// <summary>Low-rank changes of queries and values (Hu et al. 2022).</summary>
[TaskAdapter("lora", Backbone = UseLite.Id)]
[Adapter<LoraAdapter>(On = ["attention.q", "attention.v"])]
[Labels("new", "reply")]
public sealed partial class LoraTask : ClassificationTask;

/// <summary>Low-rank changes of all products.</summary>
[TaskAdapter("lora-all", Backbone = UseLite.Id)]
[Adapter<LoraAdapter>]
[Labels("new", "reply")]
public sealed partial class LoraEverywhereTask : ClassificationTask;

/// <summary>Low-rank changes of queries and values, with lengths of their own (Liu et al. 2024).</summary>
[TaskAdapter("dora", Backbone = UseLite.Id)]
[Adapter<DoraAdapter>(On = ["attention.q", "attention.v"])]
[Labels("new", "reply")]
public sealed partial class DoraTask : ClassificationTask;

/// <summary>Low-rank changes whose matrices are random and frozen, with trained factors (Kopiczko et al. 2024).</summary>
[TaskAdapter("vera", Backbone = UseLite.Id)]
[Adapter<VeraAdapter>(On = ["attention.q", "attention.v"])]
[Labels("new", "reply")]
public sealed partial class VeraTask : ClassificationTask;

/// <summary>Factors on keys, values and the inner features of feed-forward networks (Liu et al. 2022).</summary>
[TaskAdapter("ia3", Backbone = UseLite.Id)]
[Adapter<Ia3Adapter>(On = ["attention.k", "attention.v", "feed_forward.fc1"])]
[Labels("new", "reply")]
public sealed partial class Ia3Task : ClassificationTask;

/// <summary>Biases of all products (Ben Zaken et al. 2022).</summary>
[TaskAdapter("bitfit", Backbone = UseLite.Id)]
[Adapter<BitFitAdapter>]
[Labels("new", "reply")]
public sealed partial class BitFitTask : ClassificationTask;

/// <summary>Keys and values in front of those of the text (Li and Liang 2021).</summary>
[TaskAdapter("prefix", Backbone = UseLite.Id)]
[Adapter<PrefixAdapter>(On = ["attention.memory"])]
[Labels("new", "reply")]
public sealed partial class PrefixTask : ClassificationTask;

/// <summary>Prefixes that a network computes, which is left out after training (Li and Liang 2021, §4.3).</summary>
[TaskAdapter("computed-prefix", Backbone = UseLite.Id)]
[Adapter<ComputedPrefixAdapter>(On = ["attention.memory"])]
[Labels("new", "reply")]
public sealed partial class ComputedPrefixTask : ClassificationTask;

/// <summary>Vectors in front of the text (Lester et al. 2021).</summary>
[TaskAdapter("prompt", Backbone = UseLite.Id)]
[Adapter<PromptAdapter>]
[Labels("new", "reply")]
public sealed partial class PromptTask : ClassificationTask;

/// <summary>Changes of the first tokens in a subspace (Wu et al. 2024).</summary>
[TaskAdapter("loreft", Backbone = UseLite.Id)]
[Adapter<LoreftAdapter>(On = ["feed_forward"], TuneNorms = false)]
[Labels("new", "reply")]
public sealed partial class LoreftTask : ClassificationTask;

/// <summary>MAM: prefixes, and scaled bottlenecks beside the feed-forward networks (He et al. 2022, §4.6).</summary>
[TaskAdapter("mam", Backbone = UseLite.Id)]
[Adapter<PrefixAdapter>(On = ["attention.memory"])]
[Adapter<BottleneckAdapter>(On = ["feed_forward"], Placement = AdapterPlacement.Parallel, TuneNorms = false, Options = nameof(Scaled))]
[Labels("new", "reply")]
public sealed partial class MamTask : ClassificationTask
{
    private static readonly BottleneckOptions Scaled = new() { Bottleneck = 64, Scaling = 4 };
}

/// <summary>UniPELT: prefixes, low-rank changes and bottlenecks, each with a gate (Mao et al. 2022).</summary>
[TaskAdapter("unipelt", Backbone = UseLite.Id)]
[Adapter<PrefixAdapter>(On = ["attention.memory"], Options = nameof(Prefix))]
[Adapter<GatedLoraAdapter>(On = ["attention.q", "attention.v"])]
[Adapter<ExtendedBottleneckAdapter>(
    On = ["feed_forward"], Placement = AdapterPlacement.Pfeiffer, TuneNorms = false, Options = nameof(Bottleneck))]
[Labels("new", "reply")]
public sealed partial class UnipeltTask : ClassificationTask
{
    private static readonly PrefixOptions Prefix = new() { Gating = Gating.RealTokens };
    private static readonly ExtendedBottleneckOptions Bottleneck = new() { Gating = Gating.RealTokens };
}

using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>How a <see cref="RequestDispatcher"/> forms passes, and what it accepts.</summary>
public sealed record DispatcherOptions
{
    /// <summary>
    /// The maximum number of tokens in one pass, padding included; 4,096 by default. A longer text gets a pass of its own.
    /// </summary>
    public int MaxTokensPerPass { get; init; } = 4096;

    /// <summary>
    /// The maximum number of tokens that wait; 65,536 by default. What comes beyond is rejected, as is what could not be answered in time.
    /// </summary>
    public int MaxQueuedTokens { get; init; } = 1 << 16;

    /// <summary>
    /// The maximum number of texts that are written at the same time (<see cref="RequestDispatcher.Generate"/>), a text with several beams
    /// counted as many times; 32 by default. Each keeps the keys and values of its tokens in memory.
    /// </summary>
    public int MaxGeneratingTexts { get; init; } = 32;

    /// <summary>
    /// The latency to aim at; 200 ms by default. A pass is given no more rows than a third of it allows, by the fitted cost of passes: a
    /// row waits for the pass that runs, and then for its own.
    /// </summary>
    public TimeSpan TargetLatency { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a request may take that names no time of its own; 10 seconds by default.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time that a request may name; a minute by default.</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The number of passes in which a task fails within <see cref="FaultWindow"/>, after which it is quarantined; 3 by default.
    /// </summary>
    public int MaxFaults { get; init; } = 3;

    /// <summary>The time in which faults add up; 5 minutes by default.</summary>
    public TimeSpan FaultWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a task is quarantined for the first time; a minute by default. It is then tried again, and each further fault doubles the
    /// time.
    /// </summary>
    public TimeSpan QuarantineTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether tasks do without the adapters of their <see cref="TaskAdapter.DroppableLayers"/> while what waits takes more than half of
    /// the <see cref="TargetLatency"/>, until it takes less than a quarter of it; <see langword="false"/> by default, so that answers do
    /// not depend on the load. <see cref="RowResult.DroppedLayers"/> tells.
    /// </summary>
    public bool DropsUnderLoad { get; init; }

    /// <summary>
    /// Computes the sentence embeddings of a batch, <c>[batch, width]</c>, owned by the caller; the pooled features by default.
    /// </summary>
    public Func<Backbone, TokenBatch, torch.Tensor> Embed { get; init; } = (backbone, batch) => backbone.PooledFeatures(batch);

    /// <summary>The clock; set by tests only.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

namespace AdapterKit.Hosting;

/// <summary>The answer to a row.</summary>
/// <param name="State">Whether there is one.</param>
/// <param name="Reason">Why there is none, as a sentence; empty if there is one.</param>
public sealed record RowResult(RowState State, string Reason = "")
{
    /// <summary>What the task predicts; <see langword="null"/> without an answer, and for embeddings.</summary>
    public TaskPrediction? Prediction { get; init; }

    /// <summary>The sentence embedding; empty unless one was asked for.</summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>The number of tokens that were read.</summary>
    public int Tokens { get; init; }

    /// <summary>
    /// How many of the first layers ran without the task's adapters, because time was short; see
    /// <see cref="DispatcherOptions.DropsUnderLoad"/>.
    /// </summary>
    public int DroppedLayers { get; init; }

    /// <summary>The generation that answered.</summary>
    public int Generation { get; init; }

    /// <summary>The <c>sha256:…</c> of the weights that answered; <see langword="null"/> for embeddings.</summary>
    public string? WeightsHash { get; init; }
}

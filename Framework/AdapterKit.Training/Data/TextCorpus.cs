namespace AdapterKit.Training;

/// <summary>Unlabeled texts for pretraining.</summary>
/// <param name="Train">The texts to train on.</param>
/// <param name="Validation">The texts to validate on.</param>
public sealed record TextCorpus(IReadOnlyList<string> Train, IReadOnlyList<string> Validation)
{
    // Five percent of the texts are enough to estimate a loss.
    private const int ValidationInterval = 20;

    /// <summary>Splits texts: every twentieth one is held back for validation.</summary>
    /// <param name="texts">The texts.</param>
    public static TextCorpus Split(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var parts = texts.Index().ToLookup(text => text.Index % ValidationInterval == ValidationInterval - 1, text => text.Item);
        return new TextCorpus([.. parts[false]], [.. parts[true]]);
    }
}

namespace AdapterKit.Training;

/// <summary>Texts without labels, to pretrain on.</summary>
/// <param name="Train">What is trained on.</param>
/// <param name="Validation">What tells how well unseen text is known.</param>
public sealed record TextCorpus(IReadOnlyList<string> Train, IReadOnlyList<string> Validation)
{
    // Every twentieth text is enough to tell a loss by.
    private const int Held = 20;

    /// <summary>Holds five per cent of some texts back for validation.</summary>
    /// <param name="texts">The texts.</param>
    public static TextCorpus Split(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var parts = texts.Index().ToLookup(text => text.Index % Held == Held - 1, text => text.Item);
        return new TextCorpus([.. parts[false]], [.. parts[true]]);
    }
}

namespace AdapterKit.Backbones;

/// <summary>How a BERT normalizes texts before it looks for word pieces; the defaults are those of uncased models.</summary>
public sealed record WordPieceOptions
{
    /// <summary>Whether texts are converted to lower case.</summary>
    public bool IsLowerCased { get; init; } = true;

    /// <summary>Whether accents are removed; if null, as <see cref="IsLowerCased"/> says.</summary>
    public bool? StripsAccents { get; init; }

    /// <summary>Whether each Chinese character is a word of its own.</summary>
    public bool SeparatesChineseCharacters { get; init; } = true;
}

namespace AdapterKit.Backbones;

/// <summary>A tokenizer with the special tokens of masked language modeling.</summary>
public interface IMaskingTokenizer : ITokenizer
{
    /// <summary>The number of ids that stand for text. Ids from here on are special tokens and are never predicted.</summary>
    int Pieces { get; }

    /// <summary>The id of the token that starts every text: <c>[CLS]</c>.</summary>
    int ClassId { get; }

    /// <summary>The id of the token that replaces a token to be predicted: <c>[MASK]</c>.</summary>
    int MaskId { get; }
}

namespace AdapterKit.Backbones;

/// <summary>A tokenizer with the tokens that masked language modelling needs.</summary>
public interface IMaskingTokenizer : ITokenizer
{
    /// <summary>The number of ids that stand for text; those from here on are special, and are never predicted.</summary>
    int Pieces { get; }

    /// <summary>The token that every text begins with: <c>[CLS]</c>.</summary>
    int ClassId { get; }

    /// <summary>The token that stands where one is to be guessed: <c>[MASK]</c>.</summary>
    int MaskId { get; }
}

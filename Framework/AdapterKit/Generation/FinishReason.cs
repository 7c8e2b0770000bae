namespace AdapterKit;

/// <summary>Why a generated text ends.</summary>
public enum FinishReason
{
    /// <summary>The maximum number of new tokens, or of tokens that the model supports, was reached.</summary>
    Length,

    /// <summary>The last token is one of <see cref="GenerationOptions.EndIds"/>.</summary>
    EndToken,

    /// <summary>The text contains one of <see cref="GenerationOptions.StopTexts"/>.</summary>
    StopText,
}

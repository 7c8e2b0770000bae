namespace AdapterKit.Backbones;

/// <summary>How a BERT pools the hidden states of a text into one vector.</summary>
public enum BertPooling
{
    /// <summary>The hidden state of the first token, as in BERT's own classifiers (Devlin et al. 2019, §3.2).</summary>
    FirstToken,

    /// <summary>
    /// The mean over the real tokens. For models whose first token was not trained to represent the text, such as those pretrained on
    /// masked tokens alone.
    /// </summary>
    Mean,
}

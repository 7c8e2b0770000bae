namespace AdapterKit;

/// <summary>How the hidden states of a text are pooled into one vector.</summary>
public enum Pooling
{
    /// <summary>The hidden state of the first token, as in BERT's own classifiers (Devlin et al. 2019, §3.2).</summary>
    FirstToken,

    /// <summary>
    /// The mean over the real tokens (Reimers and Gurevych 2019, §3). For models whose first token was not trained to represent the text,
    /// such as those pretrained on masked tokens alone.
    /// </summary>
    Mean,

    /// <summary>The largest value of each feature among the real tokens.</summary>
    Max,

    /// <summary>The hidden state of the last real token, as in models that read from left to right.</summary>
    LastToken,
}

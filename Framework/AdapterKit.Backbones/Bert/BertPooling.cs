namespace AdapterKit.Backbones;

/// <summary>How a BERT sums a text up in one vector.</summary>
public enum BertPooling
{
    /// <summary>The first token's hidden state, as BERT's own classifiers use it (Devlin et al. 2019, §3.2).</summary>
    FirstToken,

    /// <summary>The mean over the real tokens: for models whose first token was trained for nothing, as by masked tokens alone.</summary>
    Mean,
}

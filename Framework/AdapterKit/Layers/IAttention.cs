namespace AdapterKit;

/// <summary>
/// An attention to whose keys and values adapters may add. It computes attention with <see cref="AdapterPass.Attend"/>.
/// </summary>
public interface IAttention
{
    /// <summary>The width of the hidden states that it reads.</summary>
    int InputWidth { get; }

    /// <summary>The number of heads of keys and values.</summary>
    int KeyHeads { get; }

    /// <summary>The width of the keys of all these heads together.</summary>
    int KeyWidth { get; }

    /// <summary>Its number among the attentions of the stack; set when the layer joins a stack.</summary>
    int AttentionNumber { get; set; }
}

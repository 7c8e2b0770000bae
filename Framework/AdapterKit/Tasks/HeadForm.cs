namespace AdapterKit;

/// <summary>What precedes the linear layer of a <see cref="TaskHead"/>: by default a layer norm alone.</summary>
public sealed record HeadForm
{
    /// <summary>The maximum number of hidden layers.</summary>
    public const int MaxHidden = 8;

    /// <summary>A layer norm, and no hidden layer.</summary>
    public static HeadForm Default { get; } = new();

    /// <summary>Whether a layer norm precedes everything else.</summary>
    public bool Norm { get; init; } = true;

    /// <summary>The number of hidden layers, each as wide as the features: <c>f(W x + b)</c>.</summary>
    public int Hidden { get; init; }

    /// <summary>The function <c>f</c> after each hidden layer; tanh as in the pooler of BERT (Devlin et al. 2019).</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    internal bool IsDefined => Hidden is >= 0 and <= MaxHidden && Enum.IsDefined(Activation);
}

namespace AdapterKit;

/// <summary>The function <c>f</c> between an adapter's projections.</summary>
public enum Activation
{
    /// <summary><c>x</c></summary>
    Linear,

    /// <summary><c>max(x, 0)</c></summary>
    Relu,

    /// <summary><c>min(max(x, 0), 6)</c></summary>
    Relu6,

    /// <summary><c>x</c> above zero, <c>0.01·x</c> below.</summary>
    LeakyRelu,

    /// <summary><c>x·Φ(x)</c></summary>
    Gelu,

    /// <summary>GELU in its tanh approximation.</summary>
    GeluTanh,

    /// <summary><c>x·σ(1.702·x)</c></summary>
    QuickGelu,

    /// <summary><c>x·σ(x)</c>, also called swish.</summary>
    Silu,

    /// <summary><c>x·tanh(softplus(x))</c></summary>
    Mish,

    /// <summary><c>tanh(x)</c></summary>
    Tanh,

    /// <summary><c>σ(x)</c></summary>
    Sigmoid,
}

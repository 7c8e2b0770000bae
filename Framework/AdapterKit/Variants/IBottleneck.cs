namespace AdapterKit;

/// <summary>
/// An adapter whose change is <c>Δ(x) = s·(U f(D x + b_d) + b_u)</c>. Knowing the parts lets a plan merge the
/// matrices of several adapters into one product.
/// </summary>
public interface IBottleneck
{
    /// <summary><c>D</c> and <c>b_d</c>: width → bottleneck.</summary>
    Linear Down { get; }

    /// <summary><c>f</c>.</summary>
    Activation Activation { get; }

    /// <summary><c>U</c> and <c>b_u</c>: bottleneck → width.</summary>
    Linear Up { get; }

    /// <summary><c>s</c>; <see langword="null"/> if it is 1.</summary>
    Scaling? Scaling { get; }
}

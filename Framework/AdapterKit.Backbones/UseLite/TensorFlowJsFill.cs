namespace AdapterKit.Backbones;

/// <summary>Copies TensorFlow weights into modules.</summary>
internal static class TensorFlowJsFill
{
    public static void Fill(this TensorFlowJsWeights weights, LayerNorm norm, string scale, string bias)
    {
        using var scope = NewDisposeScope();
        Copy(weights[scale, norm.normalized_shape], norm.weight);
        Copy(weights[bias, norm.normalized_shape], norm.bias!);
    }

    /// <param name="weights">The weights to read.</param>
    /// <param name="linear">The module to fill.</param>
    /// <param name="kernel">The tail of the matrix's name.</param>
    /// <param name="bias">The tail of the bias's name.</param>
    /// <param name="leading">Sizes in front of [in, out]: ones, where TensorFlow has a convolution of width one.</param>
    public static void Fill(this TensorFlowJsWeights weights, Linear linear, string kernel, string bias, params long[] leading)
    {
        using var scope = NewDisposeScope();
        var matrix = weights[kernel, [.. leading, linear.in_features, linear.out_features]];
        Copy(matrix.view(linear.in_features, linear.out_features).t(), linear.weight);
        Copy(weights[bias, linear.out_features], linear.bias!);
    }

    private static void Copy(Tensor source, Tensor target)
    {
        using var ungraphed = no_grad();
        target.copy_(source);
    }
}

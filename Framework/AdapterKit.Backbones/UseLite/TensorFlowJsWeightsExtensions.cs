namespace AdapterKit.Backbones;

/// <summary>Copies TensorFlow weights into modules.</summary>
internal static class TensorFlowJsWeightsExtensions
{
    public static void CopyInto(this TensorFlowJsWeights weights, LayerNorm norm, string scale, string bias)
    {
        using var scope = NewDisposeScope();
        Copy(weights[scale, norm.normalized_shape], norm.weight);
        Copy(weights[bias, norm.normalized_shape], norm.bias!);
    }

    /// <param name="weights">The weights to read.</param>
    /// <param name="linear">The module to fill.</param>
    /// <param name="kernel">The end of the matrix's name.</param>
    /// <param name="bias">The end of the bias's name.</param>
    /// <param name="leading">The sizes before [in, out]: ones where TensorFlow uses a convolution of width one.</param>
    public static void CopyInto(this TensorFlowJsWeights weights, Linear linear, string kernel, string bias, params long[] leading)
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

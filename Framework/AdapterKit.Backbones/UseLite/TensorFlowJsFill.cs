namespace AdapterKit.Backbones;

/// <summary>Copies TensorFlow weights into modules.</summary>
internal static class TensorFlowJsFill
{
    // What TensorFlow calls a variable that was split for training and joined again.
    private const string Joined = "ConcatPartitions/concat";

    public static void Fill(this TensorFlowJsWeights weights, LayerNorm norm, string name)
    {
        Copy(norm.weight, weights[$"{name}/layer_norm_scale/{Joined}", norm.normalized_shape]);
        Copy(norm.bias!, weights[$"{name}/layer_norm_bias/{Joined}", norm.normalized_shape]);
    }

    // TensorFlow multiplies by [in, out], TorchSharp by the transpose; a convolution of width one has leading ones.
    public static void Fill(this TensorFlowJsWeights weights, Linear linear, string kernel, string bias, params long[] leading)
    {
        using var scope = NewDisposeScope();
        Copy(linear.weight, weights[kernel, [.. leading, linear.in_features, linear.out_features]].view(linear.in_features, linear.out_features).t());
        Copy(linear.bias!, weights[bias, linear.out_features]);
    }

    private static void Copy(Tensor target, Tensor source)
    {
        using var ungraphed = no_grad();
        using (source) target.copy_(source);
    }
}

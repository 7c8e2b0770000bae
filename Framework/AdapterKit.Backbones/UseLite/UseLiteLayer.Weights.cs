namespace AdapterKit.Backbones;

internal sealed partial class UseLiteLayer
{
    // TensorFlow's name for a variable that was split for training and joined again.
    private const string Joined = "ConcatPartitions/concat";

    /// <summary>Copies the pretrained weights into the layer.</summary>
    /// <param name="weights">The weights of the whole model.</param>
    /// <param name="index">The layer's number in their names.</param>
    public void LoadWeights(TensorFlowJsWeights weights, int index)
    {
        var layer = $"Layer_{index}/TransformerLayer";
        CopyNorm(attentionNorm, "layer_prepostprocess");
        CopyLinear(attention.Projection, "MultiheadAttention/qkv_transform_single", "kernel/part_0", 1, 1);
        CopyLinear(attention.Output, "MultiheadAttention/output_transform_single", "kernel/part_0", 1, 1);
        if (widening is not null)
            CopyLinear(widening, "dense", $"kernel/{Joined}");

        CopyNorm(feedForwardNorm, "FFN/layer_prepostprocess");
        CopyLinear(feedForward.Expand, "FFN/conv1", "Tensordot/Reshape_1");
        CopyLinear(feedForward.Contract, "FFN/conv2", "Tensordot/Reshape_1");

        void CopyNorm(LayerNorm norm, string name) => weights.CopyInto(
            norm, $"{layer}/{name}/layer_norm/layer_norm_scale/{Joined}", $"{layer}/{name}/layer_norm/layer_norm_bias/{Joined}");

        void CopyLinear(Linear linear, string name, string kernel, params long[] leading) => weights.CopyInto(
            linear, $"{layer}/{name}/{kernel}", $"{layer}/{name}/bias/{Joined}", leading);
    }
}

namespace AdapterKit.Backbones;

internal sealed partial class UseLiteLayer
{
    // What TensorFlow calls a variable that was split for training and joined again.
    private const string Joined = "ConcatPartitions/concat";

    /// <summary>Fills the layer with pretrained weights.</summary>
    /// <param name="weights">The weights of the whole model.</param>
    /// <param name="index">The layer's number in their names.</param>
    public void Load(TensorFlowJsWeights weights, int index)
    {
        var layer = $"Layer_{index}/TransformerLayer";
        Norm(attentionNorm, "layer_prepostprocess");
        Matrix(attention.Projection, "MultiheadAttention/qkv_transform_single", "kernel/part_0", 1, 1);
        Matrix(attention.Output, "MultiheadAttention/output_transform_single", "kernel/part_0", 1, 1);
        if (widening is not null) Matrix(widening, "dense", $"kernel/{Joined}");
        Norm(feedForwardNorm, "FFN/layer_prepostprocess");
        Matrix(feedForward.Expand, "FFN/conv1", "Tensordot/Reshape_1");
        Matrix(feedForward.Contract, "FFN/conv2", "Tensordot/Reshape_1");

        void Norm(LayerNorm norm, string name) => weights.Fill(
            norm, $"{layer}/{name}/layer_norm/layer_norm_scale/{Joined}", $"{layer}/{name}/layer_norm/layer_norm_bias/{Joined}");

        void Matrix(Linear linear, string name, string kernel, params long[] leading) => weights.Fill(
            linear, $"{layer}/{name}/{kernel}", $"{layer}/{name}/bias/{Joined}", leading);
    }
}

namespace AdapterKit.Backbones;

internal sealed partial class UseLiteLayer
{
    private static readonly long[] Pointwise = [1, 1];

    /// <summary>Fills the layer with pretrained weights.</summary>
    /// <param name="weights">The weights of the whole model.</param>
    /// <param name="index">The layer's number in their names.</param>
    public void Load(TensorFlowJsWeights weights, int index)
    {
        var layer = $"Layer_{index}/TransformerLayer";
        weights.Fill(attentionNorm, $"{layer}/layer_prepostprocess/layer_norm");
        Fill(attention.Projection, "MultiheadAttention/qkv_transform_single", "kernel/part_0", Pointwise);
        Fill(attention.Output, "MultiheadAttention/output_transform_single", "kernel/part_0", Pointwise);
        if (widening is not null) Fill(widening, "dense", "kernel/ConcatPartitions/concat");
        weights.Fill(feedForwardNorm, $"{layer}/FFN/layer_prepostprocess/layer_norm");
        Fill(feedForward.Expand, "FFN/conv1", "Tensordot/Reshape_1");
        Fill(feedForward.Contract, "FFN/conv2", "Tensordot/Reshape_1");

        void Fill(Linear linear, string name, string kernel, params long[] leading) =>
            weights.Fill(linear, $"{layer}/{name}/{kernel}", $"{layer}/{name}/bias/ConcatPartitions/concat", leading);
    }
}

using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// ViT (Dosovitskiy et al. 2021): a pre-norm encoder that reads the patches of an image as tokens, behind one that stands for the whole.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("vit", Prefix = "vit.")]
[IgnoredKeys("*pooler.dense.*", "classifier.*")]
public sealed partial class ViTModel(ViTConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity), IImageModel
{
    [Weight("embeddings.patch_embeddings.projection.weight")]
    private Parameter patches = WeightInitialization.Normal(0.02, config.Hidden, config.Channels, config.PatchSize, config.PatchSize);

    [Weight("embeddings.patch_embeddings.projection.bias")]
    private Parameter patchBias = new(zeros(config.Hidden));

    [Weight("embeddings.cls_token")]
    private Parameter first = new(zeros(1, 1, config.Hidden));

    [Weight("embeddings.position_embeddings")]
    private Parameter positions = new(zeros(1, config.Tokens, config.Hidden));

    [Weight("encoder.layer.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new ViTLayer(config)));

    [Weight("layernorm")]
    private readonly LayerNorm finalNorm = LayerNorm(config.Hidden, config.NormEps);

    /// <inheritdoc />
    public int ImageSize { get; } = config.ImageSize;

    /// <inheritdoc />
    public int Channels { get; } = config.Channels;

    /// <inheritdoc />
    public IImageProcessor? Processor { get; } = identity.Processor;

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens { get; } = config.Tokens;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var pixels = batch.Pixels
            ?? throw new ArgumentException($"Backbone '{Id}' reads images, but the batch is of texts.", nameof(batch));
        using var scope = NewDisposeScope();
        var size = patches.size(-1);
        var colors = pixels.to_type(patches.dtype);
        var embedded = functional.conv2d(colors, patches, patchBias, strides: [size, size]).flatten(2).transpose(1, 2);
        return (cat([first.expand(batch.Count, -1, -1), embedded], 1) + positions).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public override Tensor ApplyFinalNorm(Tensor hidden) => finalNorm.call(hidden);
}

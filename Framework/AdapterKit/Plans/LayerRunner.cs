namespace AdapterKit;

/// <summary>Begins a pass through some of a backbone's layers.</summary>
/// <param name="batch">The tokens.</param>
/// <param name="dtype">The element type of the hidden states.</param>
/// <param name="source">What cross-attention attends to.</param>
internal delegate AdapterPass PassStart(TokenBatch batch, ScalarType dtype, EncodedSource? source);

/// <summary>Runs the layers and the norms of a backbone of one stack or two, whatever acts in them.</summary>
internal static class LayerRunner
{
    /// <summary>Runs the layers from one on, and the final norm.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="input">The input of the first layer to run, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="layer">That layer.</param>
    /// <param name="batch">The tokens, with the target in an encoder-decoder; without, its decoder reads the text itself.</param>
    /// <param name="begin">Begins a pass.</param>
    /// <returns>Hidden states <c>[rows, tokens, width]</c>; those of the target in an encoder-decoder.</returns>
    public static Tensor Run(Backbone backbone, Tensor input, int layer, TokenBatch batch, PassStart begin)
    {
        if (backbone is not IEncoderDecoder model)
        {
            using var pass = begin(batch, input.dtype, null);
            using var last = backbone.Encoder.RunLayers(input, pass, layer, backbone.Encoder.Layers.Count - layer);
            return backbone.ApplyFinalNorm(last);
        }

        using var source = RunSource(backbone, model, input, layer, batch, begin, user: begin);
        using var shifted = batch.Target is null ? batch.Output.ShiftRight(model.StartId) : null;
        return RunTarget(backbone, model, source, batch.Target ?? shifted!, begin);
    }

    /// <summary>Runs the layers of an encoder-decoder's encoder from one on, and the norm that follows them.</summary>
    /// <inheritdoc cref="Run" />
    public static EncodedSource RunSource(
        Backbone backbone, IEncoderDecoder model, Tensor input, int layer, TokenBatch batch, PassStart begin, object user)
    {
        using var pass = begin(batch, input.dtype, null);
        using var last = backbone.Encoder.RunLayers(input, pass, layer, backbone.Encoder.SourceLayers - layer);
        return new EncodedSource(model.ApplySourceNorm(last), pass.TokenMask, user);
    }

    /// <summary>Runs the layers of an encoder-decoder's decoder, and the final norm.</summary>
    public static Tensor RunTarget(
        Backbone backbone, IEncoderDecoder model, EncodedSource source, TokenBatch target, PassStart begin)
    {
        var stack = backbone.Encoder;
        using var embedded = model.EmbedTarget(target);
        using var pass = begin(target, embedded.dtype, source);
        using var last = stack.RunLayers(embedded, pass, stack.SourceLayers, stack.Layers.Count - stack.SourceLayers);
        return backbone.ApplyFinalNorm(last);
    }
}

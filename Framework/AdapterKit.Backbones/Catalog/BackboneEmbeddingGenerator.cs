using Microsoft.Extensions.AI;

namespace AdapterKit.Backbones;

/// <summary>The sentence embeddings of a backbone, for whatever takes an <see cref="IEmbeddingGenerator"/>.</summary>
/// <remarks>
/// Thread safety: safe to call from several threads at once. Disposing of it does nothing: the backbone is borrowed. A text is truncated to
/// the tokens that the backbone reads.
/// </remarks>
/// <param name="backbone">The backbone; borrowed.</param>
public sealed class BackboneEmbeddingGenerator(Backbone backbone) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int TokensPerPass = 2048;

    /// <summary>Computes embeddings, in passes of texts of similar length.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Only the model is looked at: another one than the backbone is refused.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>One embedding for each text, in order.</returns>
    /// <exception cref="ArgumentException">The options name another model.</exception>
    /// <exception cref="ObjectDisposedException">The backbone was disposed of.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.ModelId is { } model && model != backbone.Id)
            throw new ArgumentException($"The model is '{backbone.Id}', not '{model}'.", nameof(options));

        return Task.Run(() => Generate([.. values], cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;

        return serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata("adapterkit", null, backbone.Id, backbone.Width)
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(backbone) ? backbone : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        List<TokenizedText> tokenized = [.. texts.Select(text => TokenizedText.Create(backbone.Tokenizer, text, backbone.MaxTokens))];
        var embeddings = new Embedding<float>[texts.Count];
        using var inference = torch.inference_mode();
        foreach (var (rows, batch) in TokenBatch.GroupByLength(tokenized, backbone.PadId, TokensPerPass, backbone.Device))
        {
            using var tokens = batch;
            cancellationToken.ThrowIfCancellationRequested();
            using var vectors = backbone.EmbedSentences(batch);
            using var host = vectors.to(torch.float32).cpu();
            var values = host.data<float>().ToArray();
            var width = (int)vectors.shape[1];
            foreach (var (index, row) in rows.Index())
                embeddings[row] = new Embedding<float>(values.AsMemory(index * width, width)) { ModelId = backbone.Id };
        }

        return [.. embeddings];
    }
}

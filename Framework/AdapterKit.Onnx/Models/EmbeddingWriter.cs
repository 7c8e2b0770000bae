namespace AdapterKit.Onnx;

/// <summary>Recognizes how a backbone embeds tokens, and writes it.</summary>
internal sealed class EmbeddingWriter
{
    private readonly Func<OnnxGraph, int, OnnxValue> write;

    private EmbeddingWriter(Func<OnnxGraph, int, OnnxValue> write) => this.write = write;

    /// <summary>Recognizes the embeddings of a backbone.</summary>
    /// <exception cref="OnnxExportException">They are of an unknown form.</exception>
    public static EmbeddingWriter Find(Backbone backbone, Probe probe)
    {
        using var scope = NewDisposeScope();
        var expected = backbone.Embed(probe.Batch);
        foreach (var embeddings in backbone.modules().OfType<TokenEmbeddings>())
        {
            var embedded = embeddings.call(probe.Batch);
            if (Probe.AreEqual(expected, embedded))
                return new EmbeddingWriter((graph, first) => Write(graph, embeddings, first));

            if (FindProjection(backbone, embedded, expected) is { } projection)
                return new EmbeddingWriter((graph, first) => graph.Linear(Write(graph, embeddings, first), projection, "projection"));
        }

        if (TimedEmbeddings.Find(backbone) is { } timed && Probe.AreEqual(expected, timed.Embed(probe.Batch)))
            return new EmbeddingWriter((graph, _) => timed.Write(graph));

        throw new OnnxExportException(
            $"Backbone '{backbone.Id}' ({backbone.GetType().Name}) embeds tokens in a way that cannot be written as ONNX. Supported are "
            + $"{nameof(TokenEmbeddings)}, with or without a projection.");
    }

    /// <summary>Writes the embeddings <c>[batch, tokens, width]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="first">The position of the first token.</param>
    public OnnxValue Write(OnnxGraph graph, int first) => graph.In("embeddings", () => write(graph, first));

    /// <summary>Writes rows of a table, one for each token of the longest text.</summary>
    internal static OnnxValue WritePositions(OnnxGraph graph, Tensor table, string name, int first = 0)
    {
        var tokens = graph.Apply("Shape", [graph.Input("input_ids")], ("start", 1), ("end", 2));
        var end = first == 0 ? tokens : graph.Add(tokens, graph.Integers(first));
        return graph.Apply("Slice", [graph.Weight(table, name), graph.Integers(first), end, graph.Integers(0)]);
    }

    private static Linear? FindProjection(Backbone backbone, Tensor embedded, Tensor expected) => backbone.modules().OfType<Linear>()
        .Where(linear => linear.in_features == embedded.size(-1))
        .FirstOrDefault(linear => Probe.AreEqual(expected, linear.call(embedded)));

    // Segments are an input where there is a choice, as in the files that Hugging Face's own exporter writes.
    private static OnnxValue Write(OnnxGraph graph, TokenEmbeddings embeddings, int first)
    {
        using var scope = NewDisposeScope();
        var words = graph.Apply("Gather", [graph.Weight(embeddings.Word.weight!, "word.weight"), graph.Input("input_ids")]);
        _ = graph.TokenMask;
        var positions = embeddings.Position.weight!.narrow(0, embeddings.FirstPosition, embeddings.MaxTokens);
        var sum = graph.Add(words, WritePositions(graph, positions, "position.weight", first));
        if (embeddings.Segment?.weight is { } segments)
        {
            sum = graph.Add(sum, segments.size(0) == 1
                ? graph.Weight(segments[0], "segment.weight")
                : graph.Apply("Gather", [graph.Weight(segments, "segment.weight"), graph.Input("token_type_ids")]));
        }

        return graph.Norm(sum, embeddings.Norm, "norm");
    }
}

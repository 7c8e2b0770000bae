namespace AdapterKit.Onnx;

/// <summary>
/// The input of Universal Sentence Encoder lite: twice the embedding of each token, plus a timing signal; zero at padding.
/// </summary>
/// <param name="table">The embeddings, <c>[ids, width]</c>.</param>
/// <param name="timing">The signal, <c>[positions, width]</c>.</param>
internal sealed class TimedEmbeddings(Tensor table, Tensor timing)
{
    /// <summary>Returns the embeddings of a backbone of that form; <see langword="null"/> for any other.</summary>
    public static TimedEmbeddings? Find(Backbone backbone)
    {
        var table = backbone.named_parameters().FirstOrDefault(entry => entry.name == "embedding.table").parameter;
        var timing = backbone.named_buffers().FirstOrDefault(entry => entry.name == "embedding.timing").buffer;
        return table is null || timing is null ? null : new TimedEmbeddings(table, timing);
    }

    public Tensor Embed(TokenBatch batch)
    {
        var embedded = table.index_select(0, batch.Ids.flatten()).view(batch.Ids.size(0), batch.Ids.size(1), -1);
        return (embedded + timing.narrow(0, 0, batch.Ids.size(1)) + embedded) * batch.Mask.unsqueeze(-1);
    }

    public OnnxValue Write(OnnxGraph graph)
    {
        var embedded = graph.Apply("Gather", [graph.Weight(table, "table"), graph.Input("input_ids")]);
        var sum = graph.Add(graph.Add(embedded, EmbeddingWriter.WritePositions(graph, timing, "timing")), embedded);
        return graph.ZeroPadding(sum);
    }
}

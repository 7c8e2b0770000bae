using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// BERT's input: the normalized sum of token, position and segment embeddings (Devlin et al. 2019, figure 2). Every token is in segment 0.
/// </summary>
internal sealed class BertEmbeddings : ComponentModule<Tensor, Tensor>
{
    private readonly Embedding word;
    private readonly Embedding position;
    private readonly Embedding segment;
    private readonly LayerNorm norm;
    private readonly double dropout;

    public BertEmbeddings(BertConfig config)
        : base(nameof(BertEmbeddings))
    {
        word = Embedding(config.Vocabulary, config.Hidden);
        position = Embedding(config.Positions, config.Hidden);
        segment = Embedding(config.SegmentTypes, config.Hidden);
        norm = LayerNorm(config.Hidden, config.NormEps);
        dropout = config.Dropout;
        register_module(nameof(word), word);
        register_module(nameof(position), position);
        register_module(nameof(segment), segment);
        register_module(nameof(norm), norm);
    }

    public Embedding Word => word;

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var table = position.weight!;
        if (ids.size(1) > table.size(0))
        {
            throw new ArgumentException(
                $"A text has {ids.size(1)} tokens, but the model supports at most {table.size(0)}. "
                + "Truncate longer texts when you tokenize them.",
                nameof(ids));
        }

        var positions = table.narrow(0, 0, ids.size(1));
        var embedded = norm.call(word.call(ids) + positions + segment.weight![0]);
        return functional.dropout(embedded, dropout, training).MoveToOuterDisposeScope();
    }
}

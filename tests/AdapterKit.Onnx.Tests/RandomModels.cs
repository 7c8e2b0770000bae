using AdapterKit.Backbones;

namespace AdapterKit.Onnx.Tests;

/// <summary>Small random models of every declared type.</summary>
internal static class RandomModels
{
    private const int Vocabulary = 101;
    private const int Positions = 24;

    public static IReadOnlyList<string> Types => ["bert", "roberta", "distilbert", "electra"];

    public static Backbone Create(
        string type, Pooling pooling = Pooling.FirstToken, Activation activation = Activation.Gelu, int layers = 3, int segments = 2)
    {
        manual_seed(type.Length + layers);
        var identity = new PretrainedIdentity(type, "random", null, pooling);
        Backbone model = type switch
        {
            "bert" => new BertModel(
                new BertConfig
                {
                    Vocabulary = Vocabulary,
                    Hidden = 32,
                    Layers = layers,
                    Heads = 4,
                    Intermediate = 64,
                    Positions = Positions,
                    SegmentTypes = segments,
                    Activation = activation,
                },
                identity),
            "roberta" => new RobertaModel(
                new RobertaConfig
                {
                    Vocabulary = Vocabulary,
                    Hidden = 32,
                    Layers = layers,
                    Heads = 2,
                    Intermediate = 48,
                    Positions = Positions + 2,
                },
                identity),
            "distilbert" => new DistilBertModel(
                new DistilBertConfig
                {
                    Vocabulary = Vocabulary,
                    Hidden = 32,
                    Layers = layers,
                    Heads = 4,
                    Intermediate = 64,
                    Positions = Positions,
                },
                identity),
            "electra" => new ElectraModel(
                new ElectraConfig
                {
                    Vocabulary = Vocabulary,
                    Embedding = 16,
                    Hidden = 32,
                    Layers = layers,
                    Heads = 4,
                    Intermediate = 64,
                    Positions = Positions,
                },
                identity),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
        model.eval();
        return model;
    }

    /// <summary>Token ids of random texts of different lengths.</summary>
    public static TokenBatch CreateBatch(Random any, int vocabulary = Vocabulary, int maxTokens = Positions) => TokenBatch.Pad(
        [
            .. Enumerable.Range(0, any.Next(1, 6)).Select(
                _ => Enumerable.Range(0, any.Next(1, maxTokens + 1)).Select(_ => any.Next(1, vocabulary)).ToArray()),
        ],
        padId: 0);
}

namespace AdapterKit.Tests;

/// <summary>The random BERT that the goldens were made with.</summary>
internal static class TinyBert
{
    public static readonly BertConfig Config = new()
    {
        Vocabulary = 101,
        Hidden = 32,
        Layers = 4,
        Heads = 4,
        Intermediate = 64,
        Positions = 40,
        Dropout = 0,
    };

    public static BertModel Load() => BertModel.Load(Golden.PathOf("bert_weights"), Config);
}

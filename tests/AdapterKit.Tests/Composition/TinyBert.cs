using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>The random BERT that the goldens were computed with.</summary>
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

    public static BertModel Load() => BertModel.Load(Goldens.PathOf("bert_weights.safetensors"), Config, new CharacterTokenizer());

    /// <summary>One token per character.</summary>
    internal sealed class CharacterTokenizer : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. text.Select(character => 1 + (character % 100))];
    }
}

using AdapterKit.Backbones;
using static TorchSharp.torch;

namespace AdapterKit.Writers;

/// <summary>Small random models that write letters, all with the same id.</summary>
public static class TinyWriter
{
    /// <summary>The id of each.</summary>
    public const string BackboneId = "tiny-writer";

    /// <summary>Creates a model.</summary>
    /// <param name="name"><c>t5</c>, <c>bart</c> or <c>gpt2</c>.</param>
    /// <param name="tokens">The number of tokens that it reads, where it has positions.</param>
    public static PretrainedBackbone Open(string name, int tokens = 64)
    {
        manual_seed(7);
        var identity = new PretrainedIdentity(
            BackboneId, "sha256:" + new string('0', 64), new LetterTokenizer(), Pooling: Pooling.LastToken);
        return name switch
        {
            "t5" => new T5Model(
                new T5Config { Vocabulary = 32, Hidden = 32, HeadWidth = 16, Intermediate = 64, Layers = 2, Heads = 2, Dropout = 0 },
                identity),
            "bart" => new BartModel(
                new BartConfig
                {
                    Vocabulary = 32,
                    Hidden = 32,
                    Intermediate = 64,
                    DecoderIntermediate = 64,
                    Layers = 2,
                    DecoderLayers = 2,
                    Heads = 2,
                    DecoderHeads = 2,
                    Positions = tokens,
                    Dropout = 0,
                },
                identity),
            _ => new Gpt2Model(
                new Gpt2Config { Vocabulary = 32, Hidden = 32, Layers = 2, Heads = 2, Positions = tokens, Dropout = 0 }, identity),
        };
    }

    /// <summary>One token for a letter, and one that ends texts.</summary>
    private sealed class LetterTokenizer : ITokenizer
    {
        private const int End = 31;

        public int PadId => 0;

        public IReadOnlyList<int> EndIds => [End];

        public int[] Tokenize(string text) => [.. text.Select(letter => 1 + ((letter + 23) % 30))];

        public string TextOf(int id) => id is 0 or End ? "" : ((char)(id + 'a' - 1)).ToString();
    }
}

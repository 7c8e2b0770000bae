namespace AdapterKit.Training.Tests;

/// <summary>Texts with letters in alphabetical order, so that a masked letter follows from its neighbors.</summary>
internal static class TinyLanguage
{
    public static IMaskingTokenizer Tokenizer { get; } = new Letters();

    public static PretrainingOptions Options { get; } = new() { Epochs = 6, BatchSize = 8, MaxTokens = 16, LearningRate = 5e-3 };

    public static BertMaskedLanguageModel Model(double dropout = 0)
    {
        manual_seed(7);
        return new BertMaskedLanguageModel(new BertConfig
        {
            Vocabulary = Tokenizer.MaskId + 1,
            Hidden = 16,
            Layers = 2,
            Heads = 2,
            Intermediate = 32,
            Positions = 16,
            Dropout = dropout,
        });
    }

    public static TextCorpus Corpus()
    {
        var random = new Random(5);
        return TextCorpus.Split([.. Enumerable.Range(0, 200).Select(_ => Text())]);

        string Text()
        {
            var start = random.Next(26);
            return new string([.. Enumerable.Range(start, random.Next(9, 40)).Select(letter => (char)('a' + (letter % 26)))]);
        }
    }

    private sealed class Letters : IMaskingTokenizer
    {
        public int Pieces => 26;

        public int PadId => 26;

        public int ClassId => 27;

        public int MaskId => 28;

        public int[] Tokenize(string text) => [ClassId, .. text.Select(letter => letter - 'a')];
    }
}

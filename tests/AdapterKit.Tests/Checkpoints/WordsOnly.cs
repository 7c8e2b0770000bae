using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A model of one matrix.</summary>
internal sealed partial class WordsOnly : ComponentModule
{
    [Weight("words")]
    private readonly Embedding words = nn.Embedding(256, 256);

    public WordsOnly()
        : base(nameof(WordsOnly)) => register_module(nameof(words), words);

    public Embedding Words => words;
}

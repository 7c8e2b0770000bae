using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Tests;

/// <summary>A small BERT with the id of the default backbone, so that whole commands run on it in a moment.</summary>
internal sealed class TinyBackbone : Backbone, IPublishedModel
{
    private readonly BertModel bert;

    private TinyBackbone(string id)
        : base(nameof(TinyBackbone))
    {
        Id = id;
        manual_seed(7);
        bert = new BertModel(new BertConfig
        {
            Vocabulary = 64,
            Hidden = 16,
            Layers = 2,
            Heads = 2,
            Intermediate = 32,
            Positions = 128,
            Dropout = 0,
        });
        register_module(nameof(bert), bert);
        Freeze();
    }

    public override string Id { get; }

    public override string Hash => "sha256:" + new string('0', 64);

    public override int Width => bert.Width;

    public override int MaxTokens => bert.MaxTokens;

    public CheckpointNames Names => ((IPublishedModel)bert).Names;

    public override ITokenizer Tokenizer { get; } = new LetterTokenizer();

    public override AdaptedStack Encoder => bert.Encoder;

    public static Backbone Open(string? directory, Terminal terminal, CancellationToken cancellationToken) =>
        new TinyBackbone(BackboneCatalog.DefaultId);

    /// <summary>Opens the same model under the id of no declared task.</summary>
    public static Backbone OpenForeign(string? directory, Terminal terminal, CancellationToken cancellationToken) =>
        new TinyBackbone("foreign");

    public void MapWeights(WeightMap map) => ((IMappedWeights)bert).MapWeights(map);

    public override Tensor Embed(TokenBatch batch) => bert.Embed(batch);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => bert.Pool(hidden, batch);

    protected override void RegisterComponents()
    {
    }

    private sealed class LetterTokenizer : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. text.Select(letter => 1 + (letter % 63))];
    }
}

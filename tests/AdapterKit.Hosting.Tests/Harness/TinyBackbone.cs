using AdapterKit.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdapterKit.Hosting.Tests;

/// <summary>One small layer on random embeddings of the bytes of a text.</summary>
internal sealed class TinyBackbone : Backbone
{
    private const int Size = 8;
    private readonly Embedding embedding = nn.Embedding(256, Size);

    public TinyBackbone(string id = "tiny", string hash = "sha256:00")
        : base(nameof(TinyBackbone))
    {
        (Id, Hash) = (id, hash);
        register_module("embedding", embedding);
        register_module("encoder", Encoder);
        Freeze();
    }

    public override string Id { get; }

    public override string Hash { get; }

    public override int Width => Size;

    public override ITokenizer Tokenizer { get; } = new Bytes();

    public override AdaptedStack Encoder { get; } = new([new BertLayer(new BertConfig { Hidden = Size, Heads = 2, Intermediate = 8 })]);

    public override Tensor Embed(TokenBatch batch) => embedding.call(batch.Ids);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => Pooling.Mean.Apply(hidden, batch);

    protected override void RegisterComponents()
    {
    }

    private sealed class Bytes : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (int)value)];
    }
}

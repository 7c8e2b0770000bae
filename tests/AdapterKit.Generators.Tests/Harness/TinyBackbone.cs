using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

/// <summary>A backbone of given layers with random embeddings of the bytes of a text.</summary>
internal sealed class TinyBackbone : Backbone
{
    private readonly Embedding embedding;

    public TinyBackbone(int width, params IEnumerable<AdaptedLayer> layers)
        : base(nameof(TinyBackbone))
    {
        Width = width;
        embedding = nn.Embedding(256, width);
        Encoder = new AdaptedStack(layers);
        register_module("embedding", embedding);
        register_module("encoder", Encoder);
        Freeze();
    }

    public override string Id => "tiny";

    public override string Hash => $"sha256:{new string('0', 64)}";

    public override int Width { get; }

    public override ITokenizer Tokenizer { get; } = new Bytes();

    public override AdaptedStack Encoder { get; }

    public override Tensor Embed(TokenBatch batch) => embedding.call(batch.Ids);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => hidden.mean([1]);

    protected override void RegisterComponents()
    {
    }

    private sealed class Bytes : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (int)value)];
    }
}

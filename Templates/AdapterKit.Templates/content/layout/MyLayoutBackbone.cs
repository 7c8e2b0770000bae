using System.Text;
using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MyNamespace;

/// <summary>A tiny frozen Transformer over bytes. Its weights are random; a real backbone loads trained ones.</summary>
public sealed class MyLayoutBackbone : Backbone
{
    /// <summary>The id that tasks are declared for.</summary>
    public const string Name = "my-layout";

    private readonly Embedding embedding;

    /// <summary>Builds a backbone with random weights.</summary>
    public MyLayoutBackbone(int width, int heads, int layers)
        : base(nameof(MyLayoutBackbone))
    {
        Width = width;
        embedding = nn.Embedding(256, width);
        Encoder = new AdaptedStack(Enumerable.Range(0, layers).Select(_ => new MyLayoutLayer(width, heads)));
        register_module("embedding", embedding);
        register_module("encoder", Encoder);
        Freeze();
    }

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    /// <remarks>A real backbone returns the SHA-256 of its weights: a trained task fits these weights and no others.</remarks>
    public override string Hash => "sha256:" + new string('0', 64);

    /// <inheritdoc />
    public override int Width { get; }

    /// <inheritdoc />
    public override ITokenizer Tokenizer { get; } = new Bytes();

    /// <inheritdoc />
    public override AdaptedStack Encoder { get; }

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch) => embedding.call(batch.Ids);

    /// <inheritdoc />
    public override Tensor Pool(Tensor hidden, TokenBatch batch) => hidden.mean([1]);

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
    }

    private sealed class Bytes : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. Encoding.UTF8.GetBytes(text).Select(value => (int)value)];
    }
}

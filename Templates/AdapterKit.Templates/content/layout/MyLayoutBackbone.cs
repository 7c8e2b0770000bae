using System.Text;
using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MyNamespace;

/// <summary>A small frozen Transformer over bytes, which the plugin offers to hosts. Its weights are random.</summary>
[Backbone(Name)]
public sealed class MyLayoutBackbone : Backbone
{
    /// <summary>The id that tasks are declared for.</summary>
    public const string Name = "my-layout";

    private readonly Embedding embedding;

    /// <summary>Builds a backbone with random weights, the same ones each time.</summary>
    public MyLayoutBackbone(int width, int heads, int layers)
        : base(nameof(MyLayoutBackbone))
    {
        random.manual_seed(1);
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

    /// <summary>Loads the backbone for a host.</summary>
    /// <param name="directory">
    /// The directory <c>backbones/my-layout</c> of the plugin, which the build copies from this project. A real backbone loads its weights
    /// from there, for example with <c>load(Path.Combine(directory, "weights.bin"))</c>.
    /// </param>
    public static MyLayoutBackbone Load(string directory) => new(width: 64, heads: 4, layers: 2);

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

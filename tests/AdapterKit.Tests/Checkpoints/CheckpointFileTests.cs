using System.IO.Enumeration;
using System.Runtime.InteropServices;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Checkpoints in files: written, read back, and in the narrow types that models are published in.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    // Poolers, numbers of positions, the masks of GPT-2, and what encoder-decoders repeat of their embeddings.
    private static readonly string[] Ignored =
        ["*pooler.dense.*", "*.position_ids", "*.attn.bias", "*.attn.masked_bias", "*coder.embed_tokens.weight"];

    // Zeros that BART's models without a head lack.
    private const string Shift = "final_logits_bias";

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Models => [.. PeerModel.Names];

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_written_model_has_the_published_keys_and_loads_into_an_equal_one(string name)
    {
        var peer = PeerModel.Named(name);
        using var published = Goldens.Tensors($"{name}_weights");
        using var model = peer.LoadBare();
        var path = folder.PathOf("model.safetensors");
        NativeTensors.NoneLeftBehind(() => CheckpointWriter.Write(path, (IMappedWeights)model, $"{peer.Prefix}."));

        using var written = SafetensorsFile.Open(path);
        Assert.Equal(
            published.Keys.Except(published.Keys.Where(
                key => Ignored.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, key, ignoreCase: false)))),
            written.Keys.Except([Shift]));
        Assert.All(written.Keys.Except([Shift]), key => AssertBitEqual(published.Read(key), written.Read(key)));

        using var source = SafetensorsCheckpoint.Open(path);
        using var other = peer.LoadBare();
        using (no_grad())
        {
            foreach (var parameter in other.parameters())
                parameter.zero_();
        }

        NativeTensors.NoneLeftBehind(() => CheckpointLoader.Load(source, (IMappedWeights)other, $"{peer.Prefix}."));
        var weights = other.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.All(model.named_parameters(), entry => AssertBitEqual(entry.parameter, weights[entry.name]));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_peers_pooler_and_positions_are_all_that_is_ignored(string name)
    {
        using var source = SafetensorsCheckpoint.Open(Goldens.PathOf($"{name}_weights.safetensors"));
        using var model = PeerModel.Named(name).LoadBare();
        var coverage = CheckpointLoader.Check(source, (IMappedWeights)model, $"{PeerModel.Named(name).Prefix}.", Ignored);

        Assert.Equal(source.Keys.Count, coverage.Loaded.Count + coverage.Ignored.Count);
        Assert.Equal(name switch { "distilbert" => 0, "gpt2" => 6, "t5" or "bart" or "vit" => 2, _ => 3 }, coverage.Ignored.Count);
        Assert.Equal(name == "bart" ? ["logitsBias"] : [], coverage.Defaulted);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_that_cannot_be_loaded_leaves_nothing_behind(string name)
    {
        var peer = PeerModel.Named(name);
        using var source = SafetensorsCheckpoint.Open(Goldens.PathOf($"{name}_weights.safetensors"));
        var config = ConfigReader.Parse("config.json", """{ "vocab_size": 5, "hidden_size": 12, "dim": 12 }""");

        NativeTensors.NoneLeftBehind(
            () => Assert.Throws<CheckpointException>(() => peer.Create(source, config, new PretrainedIdentity(name, "golden"))));
    }

    [Theory]
    [InlineData("\"num_attention_heads\": 5", "A width of 768 cannot be split among 5 heads.")]
    [InlineData("\"num_attention_heads\": 0", "A width of 768 cannot be split among 0 heads.")]
    [InlineData("\"num_hidden_layers\": -1", "")]
    [InlineData("\"vocab_size\": -1", "")]
    [InlineData("\"intermediate_size\": -3", "")]
    public void A_configuration_of_no_model_is_refused_by_file(string setting, string reason)
    {
        using var source = SafetensorsCheckpoint.Open(Goldens.PathOf("bert_weights.safetensors"));
        var config = ConfigReader.Parse("config.json", $"{{ {setting} }}");
        var error = Assert.Throws<CheckpointException>(
            () => PretrainedBackbone.Load<BertModel>(source, config, new PretrainedIdentity("bert", "golden")));

        Assert.StartsWith($"config.json describes a model that cannot be built: {reason}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>All 65,536 values of a narrow type, infinities and subnormal numbers among them.</summary>
    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Narrow_types_are_widened_exactly(ScalarType type)
    {
        var bits = Enumerable.Range(0, 1 << 16).Select(value => (ushort)value).ToArray();
        var narrow = zeros(256, 256, dtype: type);
        MemoryMarshal.AsBytes(bits.AsSpan()).CopyTo(narrow.bytes);
        var path = folder.PathOf("narrow.safetensors");
        SafetensorsFile.Write(path, [("words.weight", narrow)]);
        using var model = new WordsOnly();
        using var source = SafetensorsCheckpoint.Open(path);
        CheckpointLoader.Load(source, model);

        var loaded = model.Words.weight!.detach().data<float>().ToArray();
        Assert.Equal(bits.Select(Widen).Select(Canonical), loaded.Select(Canonical));

        float Widen(ushort value) => type == ScalarType.Float16
            ? (float)BitConverter.UInt16BitsToHalf(value)
            : BitConverter.UInt32BitsToSingle((uint)value << 16);

        // NaN has many forms.
        static uint Canonical(float value) => float.IsNaN(value) ? uint.MaxValue : BitConverter.SingleToUInt32Bits(value);
    }

    private static void AssertBitEqual(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.detach().bytes.SequenceEqual(actual.detach().bytes));
    }
}

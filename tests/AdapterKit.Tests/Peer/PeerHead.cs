using System.Globalization;
using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A head of the peer: linear layers with an activation between them, and a norm in a language model's.</summary>
internal sealed class PeerHead : ComponentModule<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> layers = [];
    private readonly Linear? pooler;
    private readonly bool readsTarget;
    private readonly double scale;
    private IInvertible? entry;

    public PeerHead(Golden golden, string id)
        : base(nameof(PeerHead))
    {
        var config = golden.Facts.GetProperty("heads").GetProperty(id).GetProperty("config");
        Type = config.GetProperty("head_type").GetString()!;
        scale = golden.Model.Name == "t5" && Type == "seq2seq_lm" ? Math.Pow(golden.Model.Width, -0.5) : 1;
        readsTarget = golden.Model.IsEncoderDecoder;
        UsesGelu = config.GetProperty("activation_function").GetString() == "gelu";
        if (config.TryGetProperty("use_pooler", out var uses) && uses.GetBoolean())
            pooler = ReadPooler(golden);

        var prefix = $"param/heads.{id}.";
        var keys = golden.Keys(prefix).Where(key => key.EndsWith(".weight", StringComparison.Ordinal))
            .Select(key => key[prefix.Length..^".weight".Length])
            .OrderBy(key => int.Parse(key, CultureInfo.InvariantCulture));
        foreach (var key in keys)
        {
            var shape = golden[$"{prefix}{key}.weight"].shape;
            layers.Add(shape.Length == 1
                ? nn.LayerNorm(shape[0], 1e-12)
                : nn.Linear(shape[1], shape[0], golden.Has($"{prefix}{key}.bias")));
            register_module(key, layers[^1]);
        }
    }

    public string Type { get; }

    /// <summary>What a language model undoes before it compares with its embeddings.</summary>
    public IInvertible? Entry { set => entry = value; }

    /// <summary>Whether the head reads every token; the peer pools no target.</summary>
    public bool ReadsTokens => readsTarget || Type is "tagging" or "question_answering" or "masked_lm" or "causal_lm";

    private bool UsesGelu { get; }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var value = pooler is null ? input * scale : pooler.call(input).tanh();
        var last = layers.FindLastIndex(layer => layer is Linear);
        foreach (var (index, layer) in layers.Index())
        {
            value = layer.call(index == last && entry is not null ? entry.Invert(value) : value);
            if (layer is Linear && index < last)
                value = UsesGelu ? nn.functional.gelu(value) : value.tanh();
        }

        return value.MoveToOuterDisposeScope();
    }

    // The base model's own, which no adapter changes.
    private static Linear ReadPooler(Golden golden)
    {
        using var weights = SafetensorsFile.Open(AdapterKit.Testing.Goldens.PathOf($"{golden.Model.Name}_weights.safetensors"));
        var pooler = nn.Linear(golden.Model.Width, golden.Model.Width);
        using var frozen = no_grad();
        weights.CopyInto($"{golden.Model.Prefix}.pooler.dense.weight", pooler.weight);
        weights.CopyInto($"{golden.Model.Prefix}.pooler.dense.bias", pooler.bias!);
        return pooler;
    }
}

using System.Text.Json;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>An architecture of the peer library: where its layers, adapters and fusions have their keys.</summary>
internal sealed record PeerModel(
    string Name,
    string Layers,
    string Attention,
    string FeedForward,
    Func<CheckpointSource, ConfigReader, PretrainedIdentity, Backbone> Create)
{
    private static readonly PeerModel[] All =
    [
        new("bert", "bert.encoder.layer", "attention.output", "output", PretrainedBackbone.Load<BertModel>),
        new("roberta", "roberta.encoder.layer", "attention.output", "output", PretrainedBackbone.Load<RobertaModel>),
        new(
            "distilbert",
            "distilbert.transformer.layer",
            "attention_adapters",
            "output_adapters",
            PretrainedBackbone.Load<DistilBertModel>),
        new(
            "gpt2",
            "transformer.h",
            "attention_adapters",
            "output_adapters",
            PretrainedBackbone.Load<Gpt2Model>)
        {
            Prefix = "transformer",
            Pooling = Pooling.LastToken,
        },
    ];

    /// <summary>What precedes the keys of the model.</summary>
    public string Prefix { get; private init; } = Name;

    /// <summary>The token that heads of texts read.</summary>
    public Pooling Pooling { get; private init; }

    public static IEnumerable<string> Names => All.Select(model => model.Name);

    public int PadId => Config.GetProperty("pad_token_id").GetInt32();

    public int Width => Config.GetProperty(Name switch { "distilbert" => "dim", "gpt2" => "n_embd", _ => "hidden_size" }).GetInt32();

    private JsonElement Config => Goldens.Facts($"{Name}_base").GetProperty("model_config");

    public static PeerModel Named(string name) => All.Single(model => model.Name == name);

    /// <summary>The model with the peer's weights, built from the peer's own configuration.</summary>
    public Backbone LoadBare()
    {
        using var weights = SafetensorsCheckpoint.Open(Goldens.PathOf($"{Name}_weights.safetensors"));
        var identity = new PretrainedIdentity(Name, "golden", Pooling: Pooling);
        return Create(weights, ConfigReader.Parse("config.json", Config.GetRawText()), identity);
    }

    /// <summary>The same model, with the peer's embedding of padding.</summary>
    public Backbone Load()
    {
        var model = LoadBare();
        if (PadId == 0)
            return model;

        // The last text of the goldens ends with padding, and all padding has one embedding.
        using var golden = new Golden($"{Name}_base");
        using var embedded = golden["out/hidden_states.0"];
        return new PaddedBackbone(model, embedded[^1, ^1].clone());
    }

    /// <summary>
    /// The peer's key of a parameter: for <c>layers.0.feed_forward.adapter.up.weight</c> of <c>a</c> it is
    /// <c>bert.encoder.layer.0.output.adapters.a.adapter_up.weight</c>.
    /// </summary>
    /// <param name="name">Our name.</param>
    /// <param name="owner">The adapter, fusion or head that has the parameter.</param>
    /// <param name="isNormed">Whether a norm precedes the down-projection.</param>
    public string KeyOf(string name, string owner, bool isNormed)
    {
        var (head, tail) = name.Split('.') switch
        {
            ["layers", var layer, var point, "adapter", .. var rest] => ($"{Layers}.{layer}.{PlaceOf(point)}.adapters", rest),
            ["layers", var layer, var sublayer, var part, "adapter", .. var rest] =>
                ($"{Layers}.{layer}.{ProjectionOf(sublayer, part)}.loras", rest),
            ["layers", var layer, var point, "fusion", .. var rest] => ($"{Layers}.{layer}.{PlaceOf(point)}.adapter_fusion_layer", rest),
            ["head", .. var rest] => ("heads", rest),
            _ => throw new ArgumentException($"The peer has no parameter like {name}.", nameof(name)),
        };
        tail[0] = tail[0] switch
        {
            "down" => isNormed ? "adapter_down.1" : "adapter_down.0",
            "up" => "adapter_up",
            "a" => "lora_A",
            "b" or "scale" => "lora_B",
            "before" => "adapter_norm_before",
            "after" => "adapter_norm_after",
            var same => same,
        };
        var end = string.Join('.', tail);
        return $"{head}.{owner}.{end switch
        {
            "scaling.factor" => "scaling",
            "lora_A.weight" => "lora_A",
            "lora_B.weight" => "lora_B",
            _ => end,
        }}";
    }

    /// <summary>The peer's key of a product, such as <c>bert.encoder.layer.0.attention.self.query</c>.</summary>
    public string KeyOf(ProjectionSite site)
    {
        var name = site.Name.Split('.');
        return $"{Layers}.{site.Layer}.{ProjectionOf(name[0], name[1])}";
    }

    private string ProjectionOf(string sublayer, string part) => (sublayer, part) switch
    {
        ("attention", _) when Name == "gpt2" => "attn.c_attn",
        ("feed_forward", "fc1") when Name == "gpt2" => "mlp.c_fc",
        ("feed_forward", "fc2") when Name == "gpt2" => "mlp.c_proj",
        ("attention", "q") => Name == "distilbert" ? "attention.q_lin" : "attention.self.query",
        ("attention", "k") => Name == "distilbert" ? "attention.k_lin" : "attention.self.key",
        ("attention", "v") => Name == "distilbert" ? "attention.v_lin" : "attention.self.value",
        ("feed_forward", "fc1") => Name == "distilbert" ? "ffn.lin1" : "intermediate.dense",
        ("feed_forward", "fc2") => Name == "distilbert" ? "ffn.lin2" : "output.dense",
        _ => throw new ArgumentException($"The peer has no adapter at {sublayer}.{part}.", nameof(part)),
    };

    private string PlaceOf(string point) => point == "attention" ? Attention : FeedForward;
}

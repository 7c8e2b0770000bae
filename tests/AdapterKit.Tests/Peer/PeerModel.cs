using System.Text.Json;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>An architecture of the peer library.</summary>
internal sealed record PeerModel(string Name, Func<CheckpointSource, ConfigReader, PretrainedIdentity, Backbone> Create)
{
    private static readonly PeerModel[] All =
    [
        new("bert", PretrainedBackbone.Load<BertModel>),
        new("roberta", PretrainedBackbone.Load<RobertaModel>),
        new("distilbert", PretrainedBackbone.Load<DistilBertModel>),
        new("gpt2", PretrainedBackbone.Load<Gpt2Model>) { Prefix = "transformer", Pooling = Pooling.LastToken },
        new("vit", PretrainedBackbone.Load<ViTModel>),
        new("t5", PretrainedBackbone.Load<T5Model>) { Prefix = "transformer", Pooling = Pooling.LastToken, IsEncoderDecoder = true },
        new("bart", PretrainedBackbone.Load<BartModel>) { Prefix = "model", Pooling = Pooling.LastToken, IsEncoderDecoder = true },
    ];

    /// <summary>What precedes the keys of the model.</summary>
    public string Prefix { get; private init; } = Name;

    /// <summary>The token that heads of texts read.</summary>
    public Pooling Pooling { get; private init; }

    /// <summary>Whether it has two stacks.</summary>
    public bool IsEncoderDecoder { get; private init; }

    public static IEnumerable<string> Names => All.Select(model => model.Name);

    public int PadId => Config.GetProperty("pad_token_id").GetInt32();

    public int Width => Config.GetProperty(
        Name switch { "distilbert" => "dim", "gpt2" => "n_embd", "t5" or "bart" => "d_model", _ => "hidden_size" }).GetInt32();

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
        if (Name == "vit" || IsEncoderDecoder || PadId == 0)
            return model;

        // The last text of the goldens ends with padding, and all padding has one embedding.
        using var golden = new Golden($"{Name}_base");
        using var embedded = golden["out/hidden_states.0"];
        return new PaddedBackbone(model, embedded[^1, ^1].clone());
    }
}

using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A model with a weight of every form.</summary>
internal sealed partial class MappedModel : ComponentModule
{
    /// <summary>Keys that the model does not need.</summary>
    public static readonly string[] Ignored = ["cls.*", "*.position_ids"];

    [Weight("words")]
    private readonly Embedding words = nn.Embedding(7, 4);

    [Weight("self.query", Part = "q"), Weight("self.key", Part = "k"), Weight("self.value", Part = "v"), Weight("output.dense", Part = "o")]
    private readonly SelfAttention attention = new(4, heads: 2);

    [Weight("mlp.fc", Part = "fc1", Transposed = true), Weight("mlp.proj", Part = "fc2", Transposed = true)]
    private readonly FeedForward mlp = new(4, 6, Activation.Gelu);

    [Weight("LayerNorm")]
    private readonly LayerNorm norm = nn.LayerNorm(4);

    [Weight("mix", Optional = true)]
    private readonly Linear mix = nn.Linear(4, 2);

    [Weight("bias", Optional = true)]
    private readonly Parameter bias = Components.Keep(new Parameter(randn(3)));

    [Weight("scale")]
    private readonly Parameter scale = Components.Keep(new Parameter(randn([])));

    public MappedModel()
        : base(nameof(MappedModel))
    {
        register_module(nameof(words), words);
        register_module(nameof(attention), attention);
        register_module(nameof(mlp), mlp);
        register_module(nameof(norm), norm);
        register_module(nameof(mix), mix);
        register_parameter(nameof(bias), bias);
        register_parameter(nameof(scale), scale);
        using var frozen = no_grad();
        foreach (var parameter in parameters())
            parameter.normal_();
    }

    /// <summary>Every weight, copied, by its path.</summary>
    public Dictionary<string, float[]> Weights => named_parameters().ToDictionary(entry => entry.name, entry => Copy(entry.parameter));

    private static float[] Copy(Tensor weight)
    {
        using var scope = NewDisposeScope();
        return weight.detach().data<float>().ToArray();
    }
}

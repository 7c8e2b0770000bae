using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Low-rank adaptation (LoRA, Hu et al. 2022, eq. 3): <c>W x + s·B A x</c>.</summary>
/// <remarks>A fresh one changes nothing, since <c>B</c> starts at zero.</remarks>
/// <param name="shape">The widths of the product.</param>
/// <param name="options">Rank and scaling.</param>
[AdapterVariant("lora")]
public sealed partial class LoraAdapter(AdapterShape shape, LoraOptions options) : ProjectionAdapter
{
    [Down, KaimingUniform, HubName("lora_A", Of = "weight"), PeftName("lora_A")]
    private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);

    [Up, Zeros, HubName("lora_B", Of = "weight"), PeftName("lora_B")]
    private readonly Linear b = Linear(options.Rank, shape.OutputWidth, options.HasBias);

    private readonly Scaling scaling = new(options.GetScaling(), learned: false);
}

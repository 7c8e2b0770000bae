using TorchSharp.Modules;

namespace AdapterKit.Backbones.Tests;

/// <summary>Records the outputs of the layers and of their attention until it is disposed.</summary>
internal sealed class LayerRecorder : IDisposable
{
    private readonly List<Action> removals = [];

    public LayerRecorder(Backbone model)
    {
        foreach (var layer in model.Encoder.Layers)
        {
            var output = layer.register_forward_hook((_, _, _, result) => Keep(Output, result));
            removals.Add(output.remove);
            foreach (var (name, part) in layer.named_children())
            {
                if (part is SelfAttention attention)
                    removals.Add(attention.register_forward_hook((_, _, _, result) => Keep(Attention, result)).remove);

                if (name == "widening")
                    removals.Add(((Linear)part).register_forward_hook((_, _, result) => Residual = Share(result)).remove);
            }
        }
    }

    public List<Tensor> Attention { get; } = [];

    public List<Tensor> Output { get; } = [];

    /// <summary>The projected residual. It shares its storage with the layer's, so its padding is zeroed as well.</summary>
    public Tensor? Residual { get; private set; }

    public void Dispose()
    {
        removals.ForEach(remove => remove());
        Attention.Concat(Output).ToList().ForEach(tensor => tensor.Dispose());
        Residual?.Dispose();
    }

    private static Tensor Share(Tensor result) => result.alias().DetachFromDisposeScope();

    private static Tensor Keep(List<Tensor> kept, Tensor result)
    {
        kept.Add(result.clone().DetachFromDisposeScope());
        return result;
    }
}

using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Scores for each label: <c>W·dropout(LN(x)) + b</c>.</summary>
/// <remarks>The norm is there because pooled vectors of pretrained encoders may be large: up to 21 in Universal Sentence Encoder lite.</remarks>
public sealed class ClassificationHead : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear output;

    /// <summary>A head for vectors of one width.</summary>
    /// <param name="width">The width of the vectors.</param>
    /// <param name="labels">The number of labels.</param>
    public ClassificationHead(int width, int labels)
        : base(nameof(ClassificationHead))
    {
        norm = LayerNorm(width);
        output = Linear(width, labels);
        RegisterComponents();
    }

    /// <summary>The share of features set to zero in training.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>Scores before the softmax.</summary>
    /// <param name="input"><c>[batch, width]</c></param>
    /// <returns><c>[batch, labels]</c></returns>
    public override Tensor forward(Tensor input)
    {
        using var normed = norm.call(input);
        using var kept = functional.dropout(normed, Dropout, training);
        return output.call(kept);
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        register_module(nameof(norm), norm);
        register_module(nameof(output), output);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);
}

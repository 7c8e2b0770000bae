using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The head of a task: <c>W·dropout(LN(x)) + b</c>.</summary>
/// <remarks>
/// The norm is there because the pooled features of pretrained encoders may be large: up to 21 in Universal Sentence Encoder lite.
/// </remarks>
public sealed class TaskHead : ComponentModule<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear output;

    /// <summary>Creates a head with fresh weights.</summary>
    /// <param name="width">The width of the features.</param>
    /// <param name="outputs">The number of outputs.</param>
    public TaskHead(int width, int outputs)
        : base(nameof(TaskHead))
    {
        norm = LayerNorm(width);
        output = Linear(width, outputs);
        register_module(nameof(norm), norm);
        register_module(nameof(output), output);
    }

    /// <summary>The norm of the pooled features.</summary>
    public LayerNorm Norm => norm;

    /// <summary><c>W</c>, <c>b</c>.</summary>
    public Linear Output => output;

    /// <summary>The probability with which a feature is set to zero in training.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>Computes logits.</summary>
    /// <param name="input">Features <c>[…, width]</c>.</param>
    /// <returns><c>[…, outputs]</c>, owned by the caller.</returns>
    public override Tensor forward(Tensor input)
    {
        using var normed = norm.call(input);
        using var kept = functional.dropout(normed, Dropout, training);
        return output.call(kept);
    }
}

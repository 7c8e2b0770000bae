using System.Globalization;
using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The head of a task: <c>W·dropout(LN(x)) + b</c>, or another <see cref="HeadForm"/>.</summary>
/// <remarks>
/// The norm is there because the pooled features of pretrained encoders may be large: up to 21 in Universal Sentence Encoder lite.
/// </remarks>
public sealed class TaskHead : ComponentModule<Tensor, Tensor>
{
    private readonly LayerNorm? norm;
    private readonly Linear[] hidden;
    private readonly Linear output;

    /// <summary>Creates a head with fresh weights.</summary>
    /// <param name="width">The width of the features.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="form">What precedes the linear layer; the default is a layer norm alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The form has too many hidden layers or an undefined activation.</exception>
    public TaskHead(int width, int outputs, HeadForm? form = null)
        : base(nameof(TaskHead))
    {
        Form = form ?? HeadForm.Default;
        if (!Form.IsDefined)
            throw new ArgumentOutOfRangeException(nameof(form), Form, $"A head has at most {HeadForm.MaxHidden} hidden layers.");

        norm = Form.Norm ? LayerNorm(width) : null;
        hidden = [.. Enumerable.Range(0, Form.Hidden).Select(_ => Linear(width, width))];
        output = Linear(width, outputs);
        if (norm is not null)
            register_module(nameof(norm), norm);

        foreach (var (index, layer) in hidden.Index())
            register_module($"hidden_{index.ToString(CultureInfo.InvariantCulture)}", layer);

        register_module(nameof(output), output);
    }

    /// <summary>What precedes the linear layer.</summary>
    public HeadForm Form { get; }

    /// <summary>The norm of the features; <see langword="null"/> if there is none.</summary>
    public LayerNorm? Norm => norm;

    /// <summary>The hidden layers.</summary>
    public IReadOnlyList<Linear> Hidden => hidden;

    /// <summary><c>W</c>, <c>b</c>.</summary>
    public Linear Output => output;

    /// <summary>The probability with which an input of a linear layer is set to zero in training.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>Computes logits.</summary>
    /// <param name="input">Features <c>[…, width]</c>.</param>
    /// <returns><c>[…, outputs]</c>, owned by the caller.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var value = norm is null ? input : norm.call(input);
        foreach (var layer in hidden)
            value = Form.Activation.Apply(Apply(layer, value));

        return Apply(output, value).MoveToOuterDisposeScope();
    }

    private Tensor Apply(Linear layer, Tensor value) => layer.call(functional.dropout(value, Dropout, training));
}

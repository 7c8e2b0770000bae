namespace AdapterKit;

/// <summary>A task that gives every text one label.</summary>
/// <remarks>
/// Derive from it for a task that fuses others (<see cref="FuseAttribute"/>); a task with adapters of its own derives from
/// <see cref="ClassificationTask{TVariant}"/>.
/// </remarks>
public abstract class ClassificationTask : TaskAdapter
{
    private readonly ClassificationHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    protected ClassificationTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
        head = new ClassificationHead(backbone.Width, declaration.Labels.Count);
        register_module("head", head);
    }

    /// <summary>Computes logits from pooled features.</summary>
    /// <param name="features">Pooled features <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, labels]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => head.call(features);

    /// <inheritdoc />
    /// <remarks>The error is the cross-entropy of the logits.</remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        var error = nn.functional.cross_entropy(Head(features), targets, labelWeights);
        return (RegularizationLoss() is { } regularization ? error + regularization : error).MoveToOuterDisposeScope();
    }

    /// <summary>Predicts the label of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    public Prediction Predict(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Predict([text])[0];
    }

    /// <summary>Predicts the labels of texts, in passes of texts of similar length.</summary>
    /// <remarks>
    /// Safe to call from several threads at once. For several tasks on the same texts, <see cref="TaskPredictor"/> is faster.
    /// </remarks>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>The predictions in the order of the texts.</returns>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        [.. new TaskPredictor(this).Predict(texts, cancellationToken).Select(predictions => predictions[Id])];
}

/// <summary>A task that gives every text one label, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class ClassificationTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : ClassificationTask(declaration, backbone, config)
    where TVariant : ResidualAdapter, IAdapterVariant;

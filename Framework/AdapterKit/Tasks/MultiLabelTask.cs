using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that gives every text any number of labels.</summary>
/// <remarks>
/// Derive from it for a task that fuses others (<see cref="FuseAttribute"/>); a task with adapters of its own derives from
/// <see cref="MultiLabelTask{TVariant}"/>.
/// </remarks>
public abstract class MultiLabelTask : TextTask<MultiLabelPrediction>
{
    private readonly TaskHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    protected MultiLabelTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
        head = new TaskHead(backbone.Width, declaration.Labels.Count, config.Head);
        register_module("head", head);
    }

    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected MultiLabelTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>Any number of labels for every text.</summary>
    public static TaskKind Kind => MultiLabelKind.Instance;

    /// <summary>Computes logits from pooled features.</summary>
    /// <param name="features">Pooled features <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, labels]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => head.call(features);

    /// <inheritdoc />
    /// <remarks>
    /// The error is the mean binary cross-entropy of the labels; a target has 1 for each label of the text and 0 for the others. The weight
    /// of a label counts where the text has it.
    /// </remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        var logits = Head(features);
        var error = nn.functional.binary_cross_entropy_with_logits(logits, targets.to_type(logits.dtype), pos_weights: labelWeights);
        return AddRegularization(error).MoveToOuterDisposeScope();
    }
}

/// <summary>A task that gives every text any number of labels, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class MultiLabelTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : MultiLabelTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected MultiLabelTask()
        : this(null!, null!, null!)
    {
    }
}

using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that gives every text one label.</summary>
/// <remarks>
/// Derive from it for a task that fuses others (<see cref="FuseAttribute"/>); a task with adapters of its own derives from
/// <see cref="ClassificationTask{TVariant}"/>.
/// </remarks>
public abstract class ClassificationTask : TextTask<Prediction>
{
    private readonly TaskHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    protected ClassificationTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
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
    protected ClassificationTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>One label for every text.</summary>
    public static TaskKind Kind => ClassificationKind.Instance;

    /// <summary>Computes logits from pooled features.</summary>
    /// <param name="features">Pooled features <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, labels]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => head.call(features);

    /// <inheritdoc />
    /// <remarks>The error is the cross-entropy of the logits; a target is the index of a label, a 64-bit integer.</remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        var error = nn.functional.cross_entropy(Head(features), targets, labelWeights);
        return AddRegularization(error).MoveToOuterDisposeScope();
    }
}

/// <summary>A task that gives every text one label, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class ClassificationTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : ClassificationTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ClassificationTask()
        : this(null!, null!, null!)
    {
    }
}

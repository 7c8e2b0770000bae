using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that gives every text a number.</summary>
/// <remarks>
/// Derive from it for a task that fuses others (<see cref="FuseAttribute"/>); a task with adapters of its own derives from
/// <see cref="RegressionTask{TVariant}"/>. It has no labels.
/// </remarks>
public abstract class RegressionTask : TextTask<NumberPrediction>
{
    private readonly TaskHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    protected RegressionTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        head = new TaskHead(backbone.Width, outputs: 1, config.Head);
        register_module("head", head);
    }

    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RegressionTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>A number for every text.</summary>
    public static TaskKind Kind => RegressionKind.Instance;

    /// <summary>Computes numbers from pooled features.</summary>
    /// <param name="features">Pooled features <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, 1]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => head.call(features);

    /// <inheritdoc />
    /// <remarks>The error is the mean squared error; there are no label weights.</remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        var numbers = Head(features);
        var error = nn.functional.mse_loss(numbers, targets.to_type(numbers.dtype));
        return AddRegularization(error).MoveToOuterDisposeScope();
    }
}

/// <summary>A task that gives every text a number, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class RegressionTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : RegressionTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RegressionTask()
        : this(null!, null!, null!)
    {
    }
}

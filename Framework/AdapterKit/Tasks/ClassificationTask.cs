namespace AdapterKit;

/// <summary>A task that gives every text one label.</summary>
/// <remarks>Derive from it for a task that mixes others (<see cref="FuseAttribute"/>); one with adapters of its own derives from <see cref="ClassificationTask{TVariant}"/>.</remarks>
public abstract class ClassificationTask : TaskAdapter
{
    private readonly ClassificationHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The adapters.</param>
    protected ClassificationTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
        head = new ClassificationHead(backbone.Width, declaration.Labels.Count);
        register_module("head", head);
    }

    /// <summary>Scores before the softmax.</summary>
    /// <param name="features">Summed-up texts, <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, labels]</c></returns>
    public override Tensor Head(Tensor features) => head.call(features);
}

/// <summary>A task that gives every text one label, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The adapters.</param>
public abstract class ClassificationTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : ClassificationTask(declaration, backbone, config)
    where TVariant : ResidualAdapter, IAdapterVariant;

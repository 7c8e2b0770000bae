namespace AdapterKit;

/// <summary>A task that gives every text one label.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
public abstract class ClassificationTask<TVariant> : TaskAdapter
    where TVariant : ResidualAdapter, IAdapterVariant
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

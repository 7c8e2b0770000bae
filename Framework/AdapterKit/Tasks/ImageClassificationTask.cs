using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that gives every image one label. Its backbone reads images, as ViT does.</summary>
/// <remarks>
/// Derive from it for a task that fuses others (<see cref="FuseAttribute"/>); a task with adapters of its own derives from
/// <see cref="ImageClassificationTask{TVariant}"/>.
/// </remarks>
public abstract class ImageClassificationTask : ImageTask<Prediction>
{
    private readonly TaskHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit, an <see cref="IImageModel"/>; borrowed.</param>
    /// <param name="config">The configuration.</param>
    /// <exception cref="TaskConfigException">The backbone reads texts.</exception>
    protected ImageClassificationTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
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
    protected ImageClassificationTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>One label for every image.</summary>
    public static TaskKind Kind => ImageKind.Images;

    /// <summary>Computes logits from pooled features.</summary>
    /// <param name="features">Pooled features <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, labels]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => head.call(features);

    /// <inheritdoc />
    /// <remarks>The error is the cross-entropy of the logits; a target is the index of a label, a 64-bit integer.</remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        return AddRegularization(nn.functional.cross_entropy(Head(features), targets, labelWeights)).MoveToOuterDisposeScope();
    }
}

/// <summary>A task that gives every image one label, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit, an <see cref="IImageModel"/>; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class ImageClassificationTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : ImageClassificationTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ImageClassificationTask()
        : this(null!, null!, null!)
    {
    }
}

/// <summary>Labels of images: as of texts, read differently.</summary>
internal sealed class ImageKind : ClassificationKind
{
    public static ImageKind Images { get; } = new();

    public override string Id => "image-classification";

    public override TaskReading Reading => TaskReading.Image;
}

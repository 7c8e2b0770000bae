using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that gives every word of a text one label: a tag.</summary>
/// <remarks>
/// Words are what stands between white space. A word has the tag of its first token. Derive from this class for a task that fuses others
/// (<see cref="FuseAttribute"/>); a task with adapters of its own derives from <see cref="TaggingTask{TVariant}"/>.
/// </remarks>
public abstract class TaggingTask : TextTask<TaggingPrediction>
{
    private readonly TaskHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    protected TaggingTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
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
    protected TaggingTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>A tag for every word.</summary>
    public static TaskKind Kind => TaggingKind.Instance;

    /// <inheritdoc />
    public override bool ReadsTokens => true;

    /// <summary>Computes logits from hidden states.</summary>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <returns><c>[batch, tokens, labels]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => head.call(features);

    /// <inheritdoc />
    /// <remarks>
    /// The error is the mean cross-entropy of the words. A target is the index of a label at the first token of each word and −100
    /// elsewhere, 64-bit integers <c>[batch, tokens]</c>.
    /// </remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        // A batch of several tasks may be padded further than the texts of this one.
        var logits = Head(features).narrow(1, 0, targets.size(1)).flatten(0, 1);
        var error = targets.ne(TaggingKind.NoTarget).any().item<bool>()
            ? nn.functional.cross_entropy(logits, targets.flatten(), labelWeights, TaggingKind.NoTarget)
            : logits.sum() * 0;
        return AddRegularization(error).MoveToOuterDisposeScope();
    }
}

/// <summary>A task that gives every word of a text one label, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class TaggingTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TaggingTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TaggingTask()
        : this(null!, null!, null!)
    {
    }
}

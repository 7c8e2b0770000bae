using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that gives every pair of texts one label, such as whether the first entails the second.</summary>
/// <remarks>
/// Both texts are read in one sequence, as the tokenizer joins pairs. Derive from it for a task that fuses others
/// (<see cref="FuseAttribute"/>); a task with adapters of its own derives from <see cref="PairTask{TVariant}"/>.
/// </remarks>
public abstract class PairTask : PairedTextsTask<Prediction>
{
    private readonly TaskHead head;

    /// <summary>Builds the task's adapters and its head.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    protected PairTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
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
    protected PairTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>One label for every pair of texts.</summary>
    public static TaskKind Kind => PairKind.Pairs;

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

/// <summary>A task that gives every pair of texts one label, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class PairTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : PairTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected PairTask()
        : this(null!, null!, null!)
    {
    }
}

/// <summary>Labels of pairs: as of texts, read differently.</summary>
internal sealed class PairKind : ClassificationKind
{
    public static PairKind Pairs { get; } = new();

    public override string Id => "pair";

    public override TaskReading Reading => TaskReading.Pair;
}

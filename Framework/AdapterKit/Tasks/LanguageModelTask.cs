using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that adapts a language model to texts: it learns to predict each token from those before it.</summary>
/// <remarks>
/// The head is the model's own, which stays frozen, so a task consists of its adapters alone. Its prediction for a text is how likely the
/// text is; <see cref="TextGenerator"/> continues texts under its plan. Derive from it for a task that fuses others
/// (<see cref="FuseAttribute"/>); a task with adapters of its own derives from <see cref="LanguageModelTask{TVariant}"/>. It has no labels.
/// </remarks>
public abstract class LanguageModelTask : TextTask<TextLikelihood>
{
    private readonly ILanguageModel model;

    /// <summary>Builds the task's adapters.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit, a language model; borrowed.</param>
    /// <param name="config">The configuration; it needs no form of a head.</param>
    /// <exception cref="TaskConfigException">The backbone predicts no tokens, or is an encoder-decoder.</exception>
    protected LanguageModelTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, RequireLanguageModel(declaration, backbone), config) => model = (ILanguageModel)backbone;

    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LanguageModelTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>How likely a text is.</summary>
    public static TaskKind Kind => LanguageModelKind.Instance;

    /// <inheritdoc />
    public override bool ReadsTokens => true;

    /// <summary>Computes the logits of the token that follows each token.</summary>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <returns><c>[batch, tokens, vocabulary]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => model.ComputeTokenLogits(features);

    /// <summary>Computes the logarithm of the probability of each token, given those before it.</summary>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="ids">The tokens <c>[batch, tokens]</c>.</param>
    /// <returns><c>[batch, tokens, 1]</c>, owned by the caller; 0 for the first token, which no other precedes.</returns>
    public override Tensor Head(Tensor features, Tensor ids) => TokenPredictions.Score(
        features, ids, predictsFirst: false, scores: 1, (hidden, tokens) => TokenPredictions.ComputeLogProbabilities(Head(hidden), tokens));

    /// <inheritdoc />
    /// <remarks>
    /// The error is the mean cross-entropy of the tokens after the first. A target is the token that follows, and −100 where none does,
    /// 64-bit integers <c>[batch, tokens]</c>.
    /// </remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        return AddRegularization(TokenPredictions.ComputeError(model, features, targets)).MoveToOuterDisposeScope();
    }

    private static Backbone RequireLanguageModel(TaskDeclaration declaration, Backbone backbone) =>
        backbone is null or (ILanguageModel and not IEncoderDecoder) ? backbone! : throw new TaskConfigException(
            $"Task '{declaration?.Id}' adapts a language model, but backbone '{backbone.Id}' continues no texts. Declare the task for one "
            + $"that does, such as GPT-2 or LLaMA; on an encoder-decoder, derive it from {nameof(TextToTextTask)}.");
}

/// <summary>A task that adapts a language model to texts, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit, a language model; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class LanguageModelTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : LanguageModelTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LanguageModelTask()
        : this(null!, null!, null!)
    {
    }
}

using System.ComponentModel;

namespace AdapterKit;

/// <summary>A task that turns a text into another one, its target: it learns to predict each token of the target.</summary>
/// <remarks>
/// On an encoder-decoder such as T5 (Raffel et al. 2020, §2.1) or BART, the encoder reads the text, and the decoder reads the target one
/// token behind, after the token with which its targets begin. On a language model such as GPT-2 or LLaMA, the text is a prompt that the
/// target follows; the prompt has no part in the loss. The head is the model's own, which stays frozen, so a task consists of its adapters
/// alone. Its prediction for a text and a target is how likely the model is to write it; <see cref="TextGenerator"/> writes texts under its
/// plan. Derive from it for a task that fuses others (<see cref="FuseAttribute"/>); a task with adapters of its own derives from
/// <see cref="TextToTextTask{TVariant}"/>. It has no labels.
/// </remarks>
public abstract class TextToTextTask : PairedTextsTask<TargetLikelihood>
{
    private readonly ILanguageModel model;

    /// <summary>Builds the task's adapters.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit, an encoder-decoder or a language model; borrowed.</param>
    /// <param name="config">The configuration; it needs no form of a head.</param>
    /// <exception cref="TaskConfigException">The backbone writes no texts.</exception>
    protected TextToTextTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, RequireWriter(declaration, backbone), config) => model = (ILanguageModel)backbone;

    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TextToTextTask()
        : this(null!, null!, null!)
    {
    }

    /// <summary>How likely a model is to write the target of a text.</summary>
    public static TaskKind Kind => TextToTextKind.Instance;

    /// <inheritdoc />
    public override bool ReadsTokens => true;

    /// <summary>Tokenizes a text that <see cref="TextGenerator"/> is to write the target of.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// The tokens; on an encoder-decoder, at most as many as the task reads in training. A prompt of a language model is not cut off, since
    /// the target follows its end.
    /// </returns>
    public int[] TokenizeSource(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return model is IEncoderDecoder
            ? TokenizedText.Create(Backbone.Tokenizer, text, Config.MaxTokens).Ids
            : Backbone.Tokenizer.Tokenize(text);
    }

    /// <summary>Computes the logits of the token that each hidden state predicts.</summary>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>; those of the decoder in an encoder-decoder.</param>
    /// <returns><c>[batch, tokens, vocabulary]</c>, owned by the caller.</returns>
    public override Tensor Head(Tensor features) => model.ComputeTokenLogits(features);

    /// <summary>Scores each token, given those before it.</summary>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="ids">The tokens <c>[batch, tokens]</c>: the targets on an encoder-decoder, else prompts and targets.</param>
    /// <returns>
    /// <c>[batch, tokens, 2]</c>, owned by the caller: the logarithm of the token's probability, and 1 if no token is more likely, else 0.
    /// Both are 0 for the first token of a language model, which no other precedes.
    /// </returns>
    public override Tensor Head(Tensor features, Tensor ids) =>
        TokenPredictions.Score(features, ids, predictsFirst: model is IEncoderDecoder, scores: 2, Score);

    /// <inheritdoc />
    /// <remarks>
    /// The error is the mean cross-entropy of the targets' tokens. A target is the token that a hidden state predicts, and −100 where it
    /// predicts none, 64-bit integers <c>[batch, tokens]</c>.
    /// </remarks>
    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        return AddRegularization(TokenPredictions.ComputeError(model, features, targets)).MoveToOuterDisposeScope();
    }

    private static Backbone RequireWriter(TaskDeclaration declaration, Backbone backbone) =>
        backbone is null or ILanguageModel ? backbone! : throw new TaskConfigException(
            $"Task '{declaration?.Id}' writes texts, but backbone '{backbone.Id}' writes none. Declare the task for one that does, such as "
            + "T5, BART, GPT-2 or LLaMA.");

    // [tokens, width] and [tokens] to [tokens, 2].
    private Tensor Score(Tensor hidden, Tensor ids)
    {
        var logits = Head(hidden);
        var isChosen = logits.argmax(1).eq(ids).unsqueeze(1).to_type(logits.dtype);
        return cat([TokenPredictions.ComputeLogProbabilities(logits, ids), isChosen], 1);
    }
}

/// <summary>A task that turns a text into another one, with adapters of its own.</summary>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit, an encoder-decoder or a language model; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class TextToTextTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TextToTextTask(declaration, backbone, config)
    where TVariant : nn.Module
{
    /// <summary>Always throws.</summary>
    /// <remarks>
    /// The compiler binds to it where a class lacks its generated constructor, so that a mistaken declaration is one message.
    /// </remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TextToTextTask()
        : this(null!, null!, null!)
    {
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>
/// Pretrains a BERT as a masked language model. Each epoch masks other tokens (dynamic masking, Liu et al. 2019); there is no next-sentence
/// prediction.
/// </summary>
/// <remarks>
/// If the model has dropout, it uses torch's process-wide random generator: a seed reproduces its weights only if nothing else draws from
/// the generator meanwhile.
/// </remarks>
/// <param name="options">How the model is trained.</param>
public sealed class Pretrainer(PretrainingOptions options)
{
    // Averages over about 50 steps.
    private const double LossDecay = 0.98;

    /// <summary>Called while validation texts are evaluated: before the first batch of them, and after each.</summary>
    public IProgress<EvaluationProgress>? Evaluating { get; init; }

    /// <summary>
    /// Trains every weight of a model, from its current weights or from a checkpoint, and leaves it with the weights of its best epoch.
    /// </summary>
    /// <remarks>
    /// A checkpoint may be resumed with more or fewer epochs. The learning rate then follows the schedule of the new number of epochs.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="corpus">The texts.</param>
    /// <param name="checkpointDirectory">
    /// The directory to save to after every epoch and on cancellation, and to resume from; <see langword="null"/> to save nothing. The
    /// last checkpoint stays there: <see cref="CheckpointDirectory"/> deletes it once the result is stored.
    /// </param>
    /// <param name="progress">Called after every step and every epoch.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <exception cref="ArgumentException">There is too little text.</exception>
    /// <exception cref="OperationCanceledException">Training was canceled; the checkpoint is written.</exception>
    /// <exception cref="CheckpointMismatchException">The checkpoint belongs to another training.</exception>
    /// <exception cref="CheckpointDamagedException">The checkpoint is cut, altered, or no checkpoint at all.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a weight is no longer finite, or the loss is far above its start at the end. The model has the best weights so far, and
    /// the last good checkpoint stays.
    /// </exception>
    /// <exception cref="IOException">Another training saves to the same directory, or it cannot be written.</exception>
    public PretrainingResult Train(
        BertMaskedLanguageModel model,
        IMaskingTokenizer tokenizer,
        TextCorpus corpus,
        string? checkpointDirectory = null,
        IProgress<PretrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(corpus);
        var train = TextChunks.Create(corpus.Train, tokenizer, options.MaxTokens);
        var validation = TextChunks.Create(corpus.Validation, tokenizer, options.MaxTokens);
        if (train.Count == 0 || validation.Count == 0)
            throw new ArgumentException("Pretraining needs training texts and validation texts of more than a few words.", nameof(corpus));

        using var checkpoints = new Checkpoints(checkpointDirectory, ("", ComputeFingerprint(model, train)));
        var masking = new TokenMasking(tokenizer, options.MaskRate, model.Encoder.Device);
        using var run = new PretrainingRun(model, masking, train, validation, options, progress, Evaluating);
        new TrainingLoop(run, checkpoints.All, options.Seed, LossDecay).Run(cancellationToken);
        return run.Finish();
    }

    // Everything that must be the same for a checkpoint to be resumed, including the weights at the start, but not the number of epochs.
    private string ComputeFingerprint(BertMaskedLanguageModel model, IReadOnlyList<int[]> chunks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, parameter) in model.named_parameters())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            using var scope = NewDisposeScope();
            hash.AppendData(parameter.detach().cpu().contiguous().bytes);
        }

        foreach (var chunk in chunks)
            hash.AppendData(MemoryMarshal.AsBytes(chunk.AsSpan()));

        return RecipeFingerprint.Compute(new JsonObject
        {
            ["options"] = RecipeJson.Describe(options with { Epochs = 0 }),
            ["weightsAndTexts"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
        });
    }
}

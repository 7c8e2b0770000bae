using System.Security.Cryptography;
using System.Text;
using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>Trains a BERT to guess hidden tokens, which are others in every epoch (dynamic masking, Liu et al. 2019); no next-sentence prediction.</summary>
/// <remarks>Chance comes from torch's one generator a process where the model has dropout: a seed is repeated only where nothing else draws from it meanwhile.</remarks>
/// <param name="options">The recipe.</param>
public sealed class Pretrainer(PretrainingOptions options)
{
    /// <summary>Trains every weight of a model, from where it stands or from a checkpoint, and leaves it with the weights of its best epoch.</summary>
    /// <remarks>A checkpoint may be resumed with more or fewer epochs: the learning rate then is as if that had been the plan from the start.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="corpus">The texts.</param>
    /// <param name="checkpoints">A directory to save to when cancelled and after every epoch, and to resume from; nothing is saved without one.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends training after the present step.</param>
    /// <exception cref="ArgumentException">There is too little text.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled; the checkpoint is written.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint is of another training.</exception>
    public PretrainingResult Train(
        BertMaskedLanguageModel model,
        IMaskingTokenizer tokenizer,
        TextCorpus corpus,
        string? checkpoints = null,
        IProgress<PretrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(corpus);
        var train = TextPieces.Of(corpus.Train, tokenizer, options.MaxTokens);
        var validation = TextPieces.Of(corpus.Validation, tokenizer, options.MaxTokens);
        if (train.Count == 0 || validation.Count == 0)
            throw new ArgumentException("Pretraining needs training texts and validation texts of a few words and more.", nameof(corpus));

        using var run = new PretrainingRun(model, new TokenMasking(tokenizer, options.MaskRate), train, validation, options, progress);
        return run.Complete(checkpoints is null ? null : new Checkpoint(checkpoints, Fingerprint(model, train)), cancellation);
    }

    // What must be the same for a checkpoint to be resumed: the weights that training began with among it, but not how long it is to last.
    private string Fingerprint(BertMaskedLanguageModel model, IReadOnlyList<int[]> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, parameter) in model.named_parameters())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(parameter.bytes);
        }

        foreach (var piece in pieces)
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(piece.AsSpan()));

        return $"{options with { Epochs = 0 }}; start and texts {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}

using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>Trains a masked language model.</summary>
internal sealed class PretrainingRun : ITrainable, IDisposable
{
    private const int ValidationBatchSize = 64;

    private readonly BertMaskedLanguageModel model;
    private readonly TokenMasking masking;
    private readonly IReadOnlyList<int[]> chunks;
    private readonly IReadOnlyList<int[]> validation;
    private readonly PretrainingOptions options;
    private readonly IProgress<PretrainingProgress>? progress;
    private readonly IProgress<EvaluationProgress>? evaluating;
    private readonly EpochBatches batches;
    private readonly TrainingState state;
    private readonly int steps;
    private MaskedLmMetrics? latest;
    private PretrainingProgress last;

    /// <param name="model">The model; borrowed.</param>
    /// <param name="masking">Chooses and masks tokens.</param>
    /// <param name="chunks">Token ids to train on.</param>
    /// <param name="validation">Token ids to validate on.</param>
    /// <param name="options">How the model is trained.</param>
    /// <param name="progress">Called after every step and every epoch.</param>
    /// <param name="evaluating">Called while texts are evaluated.</param>
    public PretrainingRun(
        BertMaskedLanguageModel model,
        TokenMasking masking,
        IReadOnlyList<int[]> chunks,
        IReadOnlyList<int[]> validation,
        PretrainingOptions options,
        IProgress<PretrainingProgress>? progress,
        IProgress<EvaluationProgress>? evaluating)
    {
        (this.model, this.masking, this.options, this.progress, this.evaluating) = (model, masking, options, progress, evaluating);
        (this.chunks, this.validation) = (chunks, validation);
        batches = new EpochBatches([.. chunks.Select(chunk => chunk.Length)], options.BatchSize, options.Seed);
        steps = batches.CountSteps(options.Epochs);
        state = new TrainingState(model.named_parameters().Select(entry => (entry.name, entry.parameter)), options, batches.Count);
        States = [state];
    }

    public IReadOnlyList<TrainingState> States { get; }

    public int Step => state.Step;

    public bool IsDone => Step / batches.Count >= options.Epochs;

    public bool IsEpochBoundary => Step % batches.Count == 0;

    public void BeginEpoch() => model.train();

    public StepResult TrainStep()
    {
        var indices = batches.GetBatch(Step);
        using var scope = NewDisposeScope();
        using var masked = Mask(chunks, indices, StepSeed.Compute(options.Seed, Step));
        var loss = nn.functional.cross_entropy(model.call(masked.Batch, masked.Positions), masked.Targets);
        loss.backward();
        state.Advance(loss.ToDouble());
        return new StepResult(loss.ToDouble(), indices.Sum(index => chunks[index].Length));
    }

    public void Report(double meanLoss, double itemsPerSecond)
    {
        last = new PretrainingProgress(((Step - 1) / batches.Count) + 1, Step, steps, meanLoss, itemsPerSecond, latest);
        progress?.Report(last);
    }

    public void Validate()
    {
        latest = Evaluate();
        state.KeepIfBest(Step / batches.Count, -latest.Loss);
        progress?.Report(last with { Validation = latest, IsEpochEnd = true });
    }

    /// <summary>Restores the best weights, and evaluates them.</summary>
    public PretrainingResult Finish()
    {
        state.RestoreBest();
        return new PretrainingResult(
            Evaluate(), state.BestEpoch, state.Step, chunks.Sum(chunk => (long)chunk.Length), state.ParameterCount);
    }

    public void Dispose() => state.Dispose();

    private MaskedLmMetrics Evaluate()
    {
        model.eval();
        using var inference = inference_mode();
        var (tokens, loss, correct) = (0L, 0.0, 0L);
        var batches = LengthGroups.Create([.. validation.Select(chunk => chunk.Length)], ValidationBatchSize);
        foreach (var indices in batches.Follow(validation.Count, evaluating))
        {
            using var scope = NewDisposeScope();
            using var masked = Mask(validation, indices, indices[0]);
            var logits = model.call(masked.Batch, masked.Positions);
            loss += nn.functional.cross_entropy(logits, masked.Targets, reduction: nn.Reduction.Sum).ToDouble();
            correct += logits.argmax(1).eq(masked.Targets).sum().item<long>();
            tokens += masked.Targets.size(0);
        }

        return new MaskedLmMetrics((int)tokens, loss / tokens, (double)correct / tokens);
    }

    private MaskedTokens Mask(IReadOnlyList<int[]> rows, int[] indices, long seed) =>
        masking.Mask([.. indices.Select(index => rows[index])], new Random(Fold(seed)));

    private static int Fold(long seed) => unchecked((int)(seed ^ (seed >> 32)) * 1_000_003);
}

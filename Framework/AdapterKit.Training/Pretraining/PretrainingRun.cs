using System.Diagnostics;
using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>One pretraining, from its first step to its scores.</summary>
internal sealed class PretrainingRun : IDisposable
{
    private const int ScoringBatch = 64;

    private readonly BertMaskedLanguageModel model;
    private readonly TokenMasking masking;
    private readonly IReadOnlyList<int[]> pieces;
    private readonly IReadOnlyList<int[]> validation;
    private readonly PretrainingOptions options;
    private readonly IProgress<PretrainingProgress>? progress;
    private readonly EpochBatches batches;
    private readonly TrainingState state;
    private GuessScores? latest;
    private double meanLoss;

    public PretrainingRun(
        BertMaskedLanguageModel model,
        TokenMasking masking,
        IReadOnlyList<int[]> pieces,
        IReadOnlyList<int[]> validation,
        PretrainingOptions options,
        IProgress<PretrainingProgress>? progress)
    {
        (this.model, this.masking, this.pieces, this.validation, this.options, this.progress) = (model, masking, pieces, validation, options, progress);
        batches = new EpochBatches([.. pieces.Select(piece => piece.Length)], options.BatchSize, options.Seed);
        state = new TrainingState(model.named_parameters().Select(entry => (entry.name, entry.parameter)), options.Recipe, options.Epochs * batches.Count);
    }

    public PretrainingResult Complete(Checkpoint? checkpoint, CancellationToken cancellation)
    {
        if (checkpoint?.Exists == true)
            checkpoint.Load(state);

        for (var epoch = state.Step / batches.Count; epoch < options.Epochs; epoch++)
        {
            RunEpoch(epoch, checkpoint, cancellation);
            latest = Score();
            state.Judge(epoch + 1, -latest.Loss);
            checkpoint?.Save(state);
        }

        state.RestoreBest();
        checkpoint?.Delete();
        return new PretrainingResult(Score(), state.BestEpoch, state.Step, pieces.Sum(piece => (long)piece.Length), state.ParameterCount);
    }

    public void Dispose() => state.Dispose();

    private void RunEpoch(int epoch, Checkpoint? checkpoint, CancellationToken cancellation)
    {
        model.train();
        var watch = Stopwatch.StartNew();
        var done = 0L;
        foreach (var indices in batches.Of(epoch).Skip(state.Step % batches.Count))
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoint?.Save(state);
                throw new OperationCanceledException(cancellation);
            }

            var loss = Descend(indices);
            meanLoss = meanLoss == 0 ? loss : (0.98 * meanLoss) + (0.02 * loss);
            done += indices.Sum(index => pieces[index].Length);
            progress?.Report(new PretrainingProgress(
                epoch + 1, state.Step, options.Epochs * batches.Count, meanLoss, done / watch.Elapsed.TotalSeconds, latest));
        }
    }

    private double Descend(int[] indices)
    {
        // Chance starts anew at each step, so that a resumed run meets the same masks and the same dropout.
        var seed = unchecked(((long)options.Seed << 32) + state.Step);
        manual_seed(seed);
        using var scope = NewDisposeScope();
        using var masked = Hide(pieces, indices, seed);
        var loss = nn.functional.cross_entropy(model.call(masked.Batch, masked.Positions), masked.Targets);
        loss.backward();
        state.Advance();
        return loss.item<float>();
    }

    private GuessScores Score()
    {
        model.eval();
        using var inference = inference_mode();
        var (tokens, loss, right) = (0L, 0.0, 0L);
        foreach (var indices in Enumerable.Range(0, validation.Count).OrderBy(index => validation[index].Length).Chunk(ScoringBatch))
        {
            using var scope = NewDisposeScope();
            using var masked = Hide(validation, indices, indices[0]);
            var scores = model.call(masked.Batch, masked.Positions);
            loss += nn.functional.cross_entropy(scores, masked.Targets, reduction: nn.Reduction.Sum).item<float>();
            right += scores.argmax(1).eq(masked.Targets).sum().item<long>();
            tokens += masked.Targets.size(0);
        }

        return new GuessScores((int)tokens, loss / tokens, (double)right / tokens);
    }

    private MaskedTokens Hide(IReadOnlyList<int[]> texts, int[] indices, long seed) =>
        masking.Hide([.. indices.Select(index => texts[index])], new Random(HashCode(seed)));

    private static int HashCode(long seed) => unchecked((int)(seed ^ (seed >> 32)) * 1_000_003);
}

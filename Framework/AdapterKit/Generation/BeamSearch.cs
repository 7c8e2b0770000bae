namespace AdapterKit;

/// <summary>
/// Continues texts by beam search (Sutskever et al. 2014, §3.2): of each text the most likely beginnings are kept, and each is continued
/// by its most likely tokens.
/// </summary>
internal sealed class BeamSearch : IDisposable
{
    // Of a beam that has nothing to continue: never among the best.
    private const float Dead = -1e9f;

    private readonly TokenDecoder decoder;
    private readonly TextEnd end;
    private readonly GenerationOptions options;
    private readonly int beams;
    private readonly int count;
    private readonly List<FinishedBeam>[] finished;
    private List<int>[] texts;
    private float[] scores;

    /// <inheritdoc cref="TokenDecoder(Backbone, IReadOnlyList{int[]}, AdapterPlan, GenerationOptions)" />
    public BeamSearch(Backbone backbone, IReadOnlyList<int[]> prompts, AdapterPlan plan, GenerationOptions options)
    {
        decoder = new TokenDecoder(backbone, prompts, plan, options);
        (end, this.options, beams, count) = (new TextEnd(backbone, options), options, options.Beams, prompts.Count);
        finished = [.. prompts.Select(_ => new List<FinishedBeam>())];
        texts = [.. decoder.Starts.Select(start => new List<int>(start))];

        // All beams of a text are equal at first: one alone is continued.
        scores = [.. texts.Select((_, row) => row % beams == 0 ? 0 : Dead)];
    }

    /// <summary>Whether all texts are finished.</summary>
    public bool IsFinished => Enumerable.Range(0, count).All(HasEnded);

    /// <summary>The new tokens of the best beam of each text, and why it ends; all texts are finished.</summary>
    public IReadOnlyList<(int[] Ids, FinishReason Reason)> Best =>
        [.. finished.Select(own => own.MaxBy(beam => beam.Score)!).Select(best => (best.Ids, best.Reason))];

    /// <summary>Continues the texts to their ends.</summary>
    /// <returns><see cref="Best"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<(int[] Ids, FinishReason Reason)> Finish(CancellationToken cancellationToken)
    {
        while (!IsFinished)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
        }

        return Best;
    }

    public void Dispose() => decoder.Dispose();

    /// <summary>Adds a token to each beam.</summary>
    public void Step()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var logits = TokenSampler.Penalize(decoder.ComputeLogits(texts).to_type(ScalarType.Float32), texts, options.RepetitionPenalty);
        var sums = logits.log_softmax(1) + tensor(scores, [scores.Length, 1], device: logits.device);
        var vocabulary = sums.size(1);

        // Even if every beam ends with each of the end tokens, as many others are left.
        var considered = (int)Math.Min(beams * (2L + end.Count), beams * vocabulary);
        var (values, places) = sums.view(count, -1).topk(considered, dim: 1);
        var (best, where) = (values.cpu().data<float>().ToArray(), places.cpu().data<long>().ToArray());
        List<Candidate> next = [];
        for (var text = 0; text < count; text++)
        {
            var own = Enumerable.Range(text * considered, considered).Select(index => new Candidate(
                (text * beams) + (int)(where[index] / vocabulary), (int)(where[index] % vocabulary), best[index]));
            next.AddRange(Continue(text, own));
        }

        decoder.Reorder([.. next.Select(candidate => (long)candidate.Row)]);
        (texts, scores) = (
            [.. next.Select(candidate => candidate.Token is { } token ? [.. texts[candidate.Row], token] : texts[candidate.Row])],
            [.. next.Select(candidate => candidate.Score)]);
    }

    // The candidates are sorted, the best one first. One that ends counts only if it is among as many as there are beams.
    private List<Candidate> Continue(int text, IEnumerable<Candidate> candidates)
    {
        List<Candidate> kept = [];
        if (!HasEnded(text))
        {
            foreach (var (rank, candidate) in candidates.Index().TakeWhile(_ => kept.Count < beams))
            {
                List<int> whole = [.. texts[candidate.Row], candidate.Token!.Value];
                var prompt = decoder.Starts[candidate.Row].Length;
                if (end.Find(whole, prompt) is not { } reason)
                    kept.Add(candidate);
                else if (rank < beams && candidate.Score > Dead / 2)
                    Add(finished[text], new(whole[prompt..].ToArray(), reason, Rate(candidate.Score, whole.Count - prompt)));
            }
        }

        while (kept.Count < beams)
            kept.Add(new((text * beams) + kept.Count, null, Dead));

        return kept;
    }

    private void Add(List<FinishedBeam> own, FinishedBeam beam)
    {
        own.Add(beam);
        if (own.Count > beams)
            own.Remove(own.MinBy(other => other.Score)!);
    }

    // Sums only fall. That a mean could still rise is neglected, as it usually is.
    private bool HasEnded(int text)
    {
        var own = finished[text];
        var running = Enumerable.Range(text * beams, beams).Where(row => scores[row] > Dead / 2).ToList();
        return running.Count == 0 || (own.Count == beams && running.Max(
            row => Rate(scores[row], texts[row].Count - decoder.Starts[row].Length)) <= own.Min(beam => beam.Score));
    }

    private double Rate(float score, int tokens) => score / Math.Pow(Math.Max(1, tokens), options.LengthPenalty);

    /// <summary>A beam with one more token; without one, a beam that is not continued.</summary>
    private readonly record struct Candidate(int Row, int? Token, float Score);

    private sealed record FinishedBeam(int[] Ids, FinishReason Reason, double Score);
}

namespace AdapterKit;

/// <summary>
/// Computes what follows the tokens of texts that come and go, each under the plan of its task: a text may join the others at any token,
/// and leave them at any other (Yu et al. 2022, "Orca", §3.1).
/// </summary>
/// <remarks>
/// It compiles nothing. After an exception it has lost count of its cache: dispose of it, and begin another one with the same texts.
/// </remarks>
/// <param name="backbone">The language model; borrowed.</param>
/// <param name="running">Called with a task before its code runs, and with <see langword="null"/> after it.</param>
internal sealed class RowDecoder(Backbone backbone, Action<TaskAdapter?> running) : IDisposable
{
    private readonly ILanguageModel model = (ILanguageModel)backbone;
    private List<GeneratedRow> kept = [];
    private KeyValueCache? cache;
    private EncodedSource? source;

    /// <summary>Chooses the next token of each text, and adds it.</summary>
    /// <param name="logits">The result of <see cref="ComputeLogits"/> for the texts; not modified.</param>
    /// <param name="rows">The texts.</param>
    /// <returns>For each text, the token and why the text ends with it, or that the logits of its task are not finite.</returns>
    public static IReadOnlyList<GeneratedToken> Choose(Tensor logits, IReadOnlyList<GeneratedRow> rows)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var scores = logits.to_type(ScalarType.Float32);
        var finite = LogitsCheck.FindFinite(scores);
        var likely = scores.argmax(1).cpu().data<long>().ToArray();
        return [.. rows.Select((row, index) => finite[index] ? Choose(row, index) : new GeneratedToken(0, null, IsFinite: false))];

        GeneratedToken Choose(GeneratedRow row, int index)
        {
            var token = row.IsPlain ? (int)likely[index] : row.Choose(scores.narrow(0, index, 1));
            return new(token, row.Add(token), IsFinite: true);
        }
    }

    /// <summary>Computes the logits of the next token of each text.</summary>
    /// <param name="rows">The texts, each with one more token than in the last call, if it was among them.</param>
    /// <returns><c>[texts, vocabulary]</c>, owned by the caller.</returns>
    public Tensor ComputeLogits(IReadOnlyList<GeneratedRow> rows)
    {
        using var inference = inference_mode();
        using var used = TaskUse.Begin(backbone, [.. rows.Select(row => row.Task).Distinct()]);
        using var scope = NewDisposeScope();
        KeepOnly([.. kept.Where(rows.Contains)]);
        List<GeneratedRow> order = [.. kept];
        List<Tensor> last = kept.Count > 0 ? [Continue()] : [];
        foreach (var alike in GroupByTask(rows.Where(row => !order.Contains(row))).GroupBy(row => row.Task.Plan.ReadsWholeTexts).ToList())
        {
            List<GeneratedRow> own = [.. alike];
            last.Add(alike.Key ? RunWhole(own) : Begin(own));
            order.AddRange(own);
        }

        var index = tensor(rows.Select(row => (long)order.IndexOf(row)).ToArray(), device: backbone.Device);
        return model.ComputeTokenLogits(cat(last).index_select(0, index)).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        cache?.Dispose();
        source?.Dispose();
        (cache, source, kept) = (null, null, []);
    }

    private static List<GeneratedRow> GroupByTask(IEnumerable<GeneratedRow> rows) =>
        [.. rows.GroupBy(row => row.Task).SelectMany(group => group)];

    // The tokens that the cache has of a text are all but its last one.
    private void KeepOnly(List<GeneratedRow> rows)
    {
        if (rows.Count == 0)
            Dispose();
        else if (rows.Count < kept.Count)
            Take(rows, [.. rows.Select(row => RowOf(row, cache!, kept.IndexOf(row), isAtEnd: true, row.Tokens.Count - 1))], _ => source);
    }

    private Tensor Continue()
    {
        using var batch = TokenBatch.Continue(
            [.. kept.Select(row => row.Tokens[^1])], [.. kept.Select(row => row.Tokens.Count - 1)], backbone.Device);
        return Run(kept, batch, source, cache).squeeze(1);
    }

    // The first tokens of new texts are computed apart from the next ones of others, which are as many as there are texts.
    private Tensor Begin(List<GeneratedRow> rows)
    {
        using var begun = new KeyValueCache(rows.Max(row => row.Tokens.Count));
        using var encoded = model is IEncoderDecoder decoder ? EncodeSource(rows, decoder) : null;
        using var batch = PadTokens(rows);
        var hidden = Pooling.LastToken.Apply(Run(rows, batch, encoded, begun), batch);

        // Only now are the tokens of earlier texts all in the cache.
        List<(GeneratedRow Row, CachedRow Cached, EncodedSource? Source)> all =
        [
            .. kept.Select((row, index) => (row, RowOf(row, cache!, index, isAtEnd: true, row.Tokens.Count), source)),
            .. rows.Select((row, index) => (row, RowOf(row, begun, index, isAtEnd: false, row.Tokens.Count), encoded)),
        ];
        all = [.. all.GroupBy(row => row.Row.Task).SelectMany(group => group)];
        Take([.. all.Select(row => row.Row)], [.. all.Select(row => row.Cached)], index => all[index].Source);
        return hidden;
    }

    private EncodedSource EncodeSource(List<GeneratedRow> rows, IEncoderDecoder decoder)
    {
        using var batch = PadPrompts(rows);
        using var embedded = backbone.EmbedTokens(batch);
        return LayerRunner.RunSource(backbone, decoder, embedded, 0, batch, StartPass(rows), user: this);
    }

    // With an adapter that reads whole texts, nothing of the last step is of use to the next one.
    private Tensor RunWhole(List<GeneratedRow> rows)
    {
        using var tokens = PadTokens(rows);
        using var prompts = model is IEncoderDecoder ? PadPrompts(rows) : null;
        using var both = prompts?.WithTarget(tokens);
        using var embedded = backbone.EmbedTokens(both ?? tokens);
        return Pooling.LastToken.Apply(LayerRunner.Run(backbone, embedded, 0, both ?? tokens, StartPass(rows)), tokens);
    }

    private Tensor Run(List<GeneratedRow> rows, TokenBatch batch, EncodedSource? encoded, KeyValueCache? own)
    {
        if (encoded is not null)
            return LayerRunner.RunTarget(backbone, (IEncoderDecoder)model, encoded, batch, StartPass(rows, own));

        using var embedded = backbone.EmbedTokens(batch);
        return LayerRunner.Run(backbone, embedded, 0, batch, StartPass(rows, own));
    }

    private PassStart StartPass(List<GeneratedRow> rows, KeyValueCache? own = null)
    {
        List<IGrouping<TaskAdapter, GeneratedRow>> groups = [.. rows.GroupBy(row => row.Task)];
        List<RowsBranch> branches = [.. groups.Select(group => new RowsBranch(group.Key.Plan, group.Count()))];
        return (texts, dtype, encoded) => new RowsPass(
            branches, texts, dtype, encoded, index => running(index is { } branch ? groups[branch].Key : null), own, user: this);
    }

    private void Take(List<GeneratedRow> rows, List<CachedRow> cached, Func<int, EncodedSource?> findSource)
    {
        var (oldCache, oldSource) = (cache, source);
        var collected = KeyValueCache.Collect(cached, user: this);
        try
        {
            source = model is IEncoderDecoder ? CollectSource(cached, findSource) : null;
        }
        catch
        {
            collected.Dispose();
            throw;
        }

        (cache, kept) = (collected, rows);
        oldCache?.Dispose();
        oldSource?.Dispose();
    }

    private EncodedSource CollectSource(List<CachedRow> rows, Func<int, EncodedSource?> find)
    {
        using var scope = NewDisposeScope();
        var longest = rows.Max(row => row.SourceTokens);
        var hidden = KeyValueCache.CollectSources([.. rows.Select((row, index) => (find(index)!.Hidden, row))]);
        if (rows.TrueForAll(row => row.SourceTokens == longest))
            return new EncodedSource(hidden, null, user: this);

        var lengths = tensor(rows.ConvertAll(row => (long)row.SourceTokens).ToArray(), [rows.Count, 1], device: backbone.Device);
        return new EncodedSource(hidden, arange(longest, device: backbone.Device).unsqueeze(0).lt(lengths), user: this);
    }

    private CachedRow RowOf(GeneratedRow row, KeyValueCache own, int index, bool isAtEnd, int tokens) => new(
        own, index, isAtEnd ? own.Tokens - tokens : 0, tokens, model is IEncoderDecoder ? row.Prompt.Length : 0);

    private TokenBatch PadTokens(List<GeneratedRow> rows) =>
        TokenBatch.Pad([.. rows.Select(row => row.Tokens.ToArray())], padId: 0, backbone.Device);

    private TokenBatch PadPrompts(List<GeneratedRow> rows) =>
        TokenBatch.Pad([.. rows.Select(row => row.Prompt)], padId: 0, backbone.Device);
}

/// <summary>One more token of a text.</summary>
/// <param name="Id">The token.</param>
/// <param name="Finished">Why the text ends with it; <see langword="null"/> if it goes on.</param>
/// <param name="IsFinite">Whether there is one: not if the logits are not finite.</param>
internal readonly record struct GeneratedToken(int Id, FinishReason? Finished, bool IsFinite);

namespace AdapterKit;

/// <summary>Predicts for rows that want different tasks, all in one pass. A task that fails fails on its own rows alone.</summary>
/// <remarks>It compiles nothing: each row runs under a plan of its task, <see cref="TaskRow.Plan"/>.</remarks>
/// <param name="backbone">The backbone of all tasks; borrowed.</param>
/// <param name="running">Called with a task before its code runs, and with <see langword="null"/> after it.</param>
internal sealed class RowPredictor(Backbone backbone, Action<TaskAdapter?>? running)
{
    /// <summary>Predicts.</summary>
    /// <param name="rows">At least one row; what they have in common is the number of tokens, padding included.</param>
    /// <returns>For each row, in order, a prediction or a fault.</returns>
    /// <exception cref="ObjectDisposedException">A task or the backbone was disposed of.</exception>
    public RowAnswer[] Answer(IReadOnlyList<TaskRow> rows)
    {
        var answers = new RowAnswer[rows.Count];
        using var used = TaskUse.Begin(backbone, [.. rows.Select(row => row.Task).Distinct()]);
        using var inference = inference_mode();

        // A text without tokens depends on its padding, so that it shares a pass with its like alone.
        foreach (var alike in rows.Index().GroupBy(row => row.Item.Text.Ids.Length == 0, row => row.Index))
            Answer(rows, [.. alike], answers);

        return answers;
    }

    // A task that fails within the pass is left out, and the others run again.
    private void Answer(IReadOnlyList<TaskRow> rows, List<int> chosen, RowAnswer[] answers)
    {
        while (chosen.Count > 0)
        {
            TaskAdapter? active = null;
            try
            {
                RunPass(rows, chosen, answers, Begin);
                return;
            }
            catch (Exception error) when (active is not null)
            {
                running?.Invoke(null);
                foreach (var index in chosen.Where(index => rows[index].Task == active))
                    answers[index] = new(null, TaskIsolation.Describe(active, error));

                chosen = [.. chosen.Where(index => rows[index].Task != active)];
            }

            void Begin(TaskAdapter? task)
            {
                active = task;
                running?.Invoke(task);
            }
        }
    }

    private void RunPass(IReadOnlyList<TaskRow> rows, List<int> chosen, RowAnswer[] answers, Action<TaskAdapter?> begin)
    {
        List<IGrouping<TaskAdapter, int>> groups = [.. chosen.GroupBy(index => rows[index].Task)];
        List<TokenizedText> texts = [.. groups.SelectMany(group => group).Select(index => rows[index].Text)];
        List<RowsBranch> branches = [.. groups.Select(group => new RowsBranch(rows[group.First()].Plan, group.Count()))];
        var layers = branches.Min(branch => branch.Plan.FirstLayer);
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad(texts, backbone.Tokenizer.PadId, backbone.Device);
        var prefix = EncodePrefix(texts, batch, layers);
        var hidden = LayerRunner.Run(backbone, prefix, layers, batch, (tokens, dtype, source) => new RowsPass(
            branches, tokens, dtype, source, index => begin(index is { } branch ? groups[branch].Key : null)));
        var pooled = groups.TrueForAll(group => group.Key.ReadsTokens) ? hidden : backbone.Pool(hidden, batch.Output);
        var isolation = new TaskIsolation(isolates: true, begin, CancellationToken.None);
        var first = 0;
        foreach (var group in groups)
        {
            List<int> own = [.. group];
            var task = group.Key;
            var predicted = own.ConvertAll(_ => new PredictedText(new(1), new(0)));
            isolation.Run(task, predicted, () =>
            {
                var features = (task.ReadsTokens ? hidden : pooled).narrow(0, first, own.Count);
                var logits = task.Head(features, batch.Output.Ids.narrow(0, first, own.Count));
                return isolation.Interpret(task, logits, own.Count, batch.Output.Ids.size(1), texts.GetRange(first, own.Count));
            });
            foreach (var (index, (predictions, faults)) in own.Zip(predicted))
                answers[index] = new(predictions.GetValueOrDefault(task.Id), faults.GetValueOrDefault(task.Id));

            first += own.Count;
        }
    }

    // Below the first adapter of any task a text is computed once, however many tasks want it.
    private Tensor EncodePrefix(List<TokenizedText> texts, TokenBatch batch, int layers)
    {
        List<int[]> distinct = [.. texts.Select(text => text.Ids).Distinct()];
        if (distinct.Count == texts.Count)
            return backbone.EncodePrefix(batch, layers);

        var order = texts.ConvertAll(text => (long)distinct.IndexOf(text.Ids));
        List<TokenizedText> once = [.. texts.DistinctBy(text => text.Ids)];
        using var shared = TokenBatch.Pad(once, backbone.Tokenizer.PadId, backbone.Device);
        return backbone.EncodePrefix(shared, layers).index_select(0, tensor(order.ToArray(), device: backbone.Device));
    }
}

namespace AdapterKit.Hosting;

/// <summary>
/// Writes texts for tasks that continue texts: a token of each at a time, all of them together, whatever their tasks. A text joins the
/// others as soon as there is room, and leaves them when it ends.
/// </summary>
/// <remarks>Texts are added by any thread, and written by one.</remarks>
/// <param name="host">The host of the tasks; borrowed.</param>
/// <param name="backbone">The backbone; borrowed.</param>
/// <param name="options">The limits.</param>
/// <param name="quarantine">Where the faults of tasks are noted.</param>
/// <param name="ended">Called with each text that was begun or waited in vain, when it has ended.</param>
internal sealed class TextQueue(
    PluginHost host, Backbone backbone, DispatcherOptions options, TaskQuarantine quarantine, Action<TextRequest, RowState> ended)
{
    private const double Smoothing = 0.05;

    private readonly Lock gate = new();
    private readonly List<QueuedText> waiting = [];
    private readonly List<QueuedText> running = [];
    private RowDecoder? decoder;
    private RunningTask current = new();
    private double secondsPerToken;
    private volatile int open;

    /// <summary>Whether nothing waits or is being written.</summary>
    public bool IsEmpty => open == 0;

    /// <summary>Finds the task of a request and tokenizes its texts, on the caller's thread. What cannot be written ends at once.</summary>
    /// <returns>The texts that can be written.</returns>
    public IReadOnlyList<QueuedText> Prepare(TextRequest request, IReadOnlyList<string> texts, GenerationOptions wanted)
    {
        using var lease = host.Lease();
        var problem = FindProblem(request.Task, lease);
        var longest = Math.Min(backbone.MaxTokens - (backbone is IEncoderDecoder ? 0 : 1), options.MaxTokensPerPass);
        List<QueuedText> prepared = [];
        foreach (var (index, text) in texts.Index())
        {
            int[] prompt = problem is null ? Tokenize(lease.FindTask(request.Task)!, text) : [];
            if (problem is not null || prompt.Length == 0 || prompt.Length > longest)
                request.Write(new TextPiece(index, "") { End = problem ?? DescribeLength(prompt.Length, longest) });
            else
                prepared.Add(new QueuedText(request, index, prompt, wanted));
        }

        return prepared;
    }

    /// <summary>Refuses a request that there is no room for.</summary>
    /// <exception cref="DispatchRejectedException">Its texts have too many tokens.</exception>
    public void RequireRoom(IReadOnlyList<QueuedText> texts)
    {
        lock (gate)
        {
            var own = texts.Sum(text => text.MaxTokens);
            if (own > options.MaxQueuedTokens)
            {
                throw new DispatchRejectedException(
                    RejectionReason.TooLarge, TimeSpan.Zero,
                    $"The request may take {own:N0} tokens, those to write included, but {options.MaxQueuedTokens:N0} may wait. Ask for "
                    + "fewer, or split it into smaller ones.");
            }

            var before = waiting.Sum(text => text.MaxTokens);
            if (own + before > options.MaxQueuedTokens)
            {
                var seconds = Math.Clamp(Math.Ceiling(waiting.Sum(text => (double)text.Options.MaxNewTokens) * secondsPerToken), 1, 60);
                throw new DispatchRejectedException(
                    RejectionReason.Overloaded, TimeSpan.FromSeconds(seconds),
                    $"Texts of {before:N0} tokens are waiting already. Try again in {seconds:0} s.");
            }
        }
    }

    /// <summary>Adds the texts of a request that there is room for.</summary>
    public void Add(IReadOnlyList<QueuedText> texts)
    {
        lock (gate)
        {
            waiting.AddRange(texts);
            open += texts.Count;
        }
    }

    /// <summary>Writes a token of each text, on the dispatcher's thread.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The number of tokens; 0 if nothing is to be written.</returns>
    public int Step(TimeSpan now)
    {
        EndLate(now);
        Begin();
        var count = running.Count;
        List<QueuedText> rows = [.. running.Where(text => text.Row is not null)];
        if (rows.Count > 0)
            WriteTokens(rows);
        foreach (var text in running.Where(text => text.Options.Beams > 1).ToList())
            WriteBeams(text);

        // What the last texts have left is of no use to others.
        if (running.TrueForAll(text => text.Row is null))
            Forget();

        return count;
    }

    /// <summary>Learns how long a step has taken.</summary>
    public void Observe(int tokens, TimeSpan time) =>
        secondsPerToken += Smoothing * ((time.TotalSeconds / tokens) - secondsPerToken);

    private TextSummary? FindProblem(string id, TaskLease lease) =>
        lease.FindTask(id) is not { } task ? new TextSummary(RowState.NotFound, $"There is no task '{id}'.")
        : task is not (LanguageModelTask or TextToTextTask) ? new TextSummary(
            RowState.Unfit, $"Task '{id}' is of the kind '{task.Declaration.Kind.Id}' and writes no text. Let it predict.")
        : quarantine.FindReason(id) is { } reason ? new TextSummary(RowState.Quarantined, $"Task '{id}' is out of service. {reason}")
        : null;

    private static int[] Tokenize(TaskAdapter task, string text) =>
        task is TextToTextTask writer ? writer.TokenizeSource(text) : task.Backbone.Tokenizer.Tokenize(text);

    private static TextSummary DescribeLength(int tokens, int longest) => new(RowState.Unfit, tokens == 0
        ? "The text is empty. Begin it with at least one word."
        : $"The text has {tokens} tokens, but {longest} are read. Shorten it.");

    private void EndLate(TimeSpan now)
    {
        foreach (var text in running.Where(text => text.Request.IsGone || text.Request.Deadline <= now).ToList())
            End(text, new(RowState.Late, "Its time was up. Allow more time, or ask for fewer tokens."));

        List<QueuedText> late;
        lock (gate)
        {
            late = waiting.FindAll(text => text.Request.IsGone || text.Request.Deadline <= now);
            waiting.RemoveAll(late.Contains);
        }

        foreach (var text in late)
            Leave(text, new(RowState.Late, "Its time was up before its turn came. Allow more time, or send less at once."));
    }

    // Of whoever has the fewest texts among those that are written, the one that came first.
    private void Begin()
    {
        var (rows, tokens) = (running.Sum(text => text.Options.Beams), 0);
        while (TakeNext(rows, tokens) is { } text)
        {
            var lease = host.Lease();
            if (FindProblem(text.Request.Task, lease) is { } problem)
            {
                lease.Dispose();
                Leave(text, problem);
                continue;
            }

            text.Begin(lease.FindTask(text.Request.Task)!, lease);
            running.Add(text);
            (rows, tokens) = (rows + text.Options.Beams, tokens + text.Prompt.Length);
        }
    }

    private QueuedText? TakeNext(int rows, int tokens)
    {
        lock (gate)
        {
            var next = waiting.MinBy(text => running.Count(other => other.Request.Key == text.Request.Key));
            if (next is null || (rows > 0 && rows + next.Options.Beams > options.MaxGeneratingTexts)
                || (tokens > 0 && tokens + next.Prompt.Length > options.MaxTokensPerPass))
            {
                return null;
            }

            waiting.Remove(next);
            return next;
        }
    }

    private void WriteTokens(List<QueuedText> texts)
    {
        List<GeneratedRow> rows = texts.ConvertAll(text => text.Row!);
        var watched = current;
        var own = decoder ??= new RowDecoder(backbone, watched.Begin);
        var outcome = Run(texts[0], () => own.ComputeLogits(rows), late =>
        {
            late.Dispose();
            own.Dispose();
        });
        using var logits = outcome.Result;
        if (logits is null)
        {
            // The next step begins the others anew: what was kept of them is half a step ahead.
            if (outcome.IsHanging)
                (decoder, current) = (null, new RunningTask());
            else
                Forget();

            Fail(outcome.Culprit is { } task ? texts.FindAll(text => text.Task!.Id == task) : texts, outcome.Culprit, outcome.Fault);
            return;
        }

        foreach (var (text, token) in texts.Zip(RowDecoder.Choose(logits, rows)))
        {
            if (token.IsFinite)
                text.Write(token.Id, token.Finished);
            if (token.Finished is not null)
                Complete(text);
            else if (!token.IsFinite)
                Fail([text], text.Task!.Id, $"Task '{text.Task!.Id}' failed: {LogitsCheck.NotFinite}.");
        }
    }

    private void WriteBeams(QueuedText text)
    {
        var watched = current;
        var outcome = Run(text, () =>
        {
            watched.Begin(text.Task);
            var search = text.Beams ?? new BeamSearch(backbone, [text.Prompt], text.Task!.Plan, text.Options);
            try
            {
                search.Step();
                watched.Begin(null);
                return search;
            }
            catch
            {
                search.Dispose();
                throw;
            }
        }, late => late.Dispose());
        text.Beams = outcome.Result;
        if (outcome.Result is not { } search)
        {
            if (outcome.IsHanging)
                current = new RunningTask();

            Fail([text], outcome.Culprit, outcome.Fault);
        }
        else if (search.IsFinished)
        {
            var (ids, reason) = search.Best[0];
            text.Write(ids, reason);
            Complete(text);
        }
    }

    // Nothing is thrown: what comes too late must release what it holds.
    private StepOutcome<T> Run<T>(QueuedText first, Func<T> code, Action<T> release)
        where T : class, IDisposable
    {
        var watched = current;
        try
        {
            return watched.Watch(first.Limit, Try, late =>
            {
                if (late.Result is { } result)
                    release(result);
            });
        }
        catch (TimeoutException)
        {
            var culprit = watched.Task ?? first.Task!.Id;
            return new(null, culprit, RunningTask.DescribeHanging(culprit, first.Limit), IsHanging: true);
        }

        StepOutcome<T> Try()
        {
            try
            {
                watched.Begin(null);
                return new(code(), null, "", IsHanging: false);
            }
#pragma warning disable CA1031 // Whatever a task throws is its fault; what nobody throws is an answer to all texts.
            catch (Exception error)
#pragma warning restore CA1031
            {
                var thrown = PrintableText.Describe(error);
                return new(null, watched.Task, watched.Task is { } task
                    ? $"Task '{task}' failed: it throws {thrown}."
                    : $"The step failed: {thrown}", IsHanging: false);
            }
        }
    }

    private void Complete(QueuedText text)
    {
        quarantine.RecordSuccess(text.Task!.Id);
        Remove(text, RowState.Answered);
    }

    private void Fail(List<QueuedText> texts, string? culprit, string fault)
    {
        if (culprit is not null)
            quarantine.RecordFault(culprit, fault);
        foreach (var text in texts)
            End(text, new(RowState.Failed, fault));
    }

    private void End(QueuedText text, TextSummary summary)
    {
        text.End(summary);
        Remove(text, summary.State);
    }

    private void Remove(QueuedText text, RowState state)
    {
        running.Remove(text);
        text.Dispose();
        Close(text, state);
    }

    private void Leave(QueuedText text, TextSummary summary)
    {
        text.End(summary);
        Close(text, summary.State);
    }

    private void Close(QueuedText text, RowState state)
    {
        if (!text.Request.IsGone)
            ended(text.Request, state);
        lock (gate)
            open--;
    }

    private void Forget()
    {
        decoder?.Dispose();
        decoder = null;
    }

    /// <summary>What became of a step.</summary>
    /// <param name="Result">What it returns; <see langword="null"/> if it failed.</param>
    /// <param name="Culprit">The task that failed; <see langword="null"/> if none is to blame.</param>
    /// <param name="Fault">What it did, as a sentence.</param>
    /// <param name="IsHanging">Whether it may still be running.</param>
    private readonly record struct StepOutcome<T>(T? Result, string? Culprit, string Fault, bool IsHanging)
        where T : class, IDisposable;
}

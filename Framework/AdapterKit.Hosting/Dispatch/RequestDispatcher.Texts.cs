namespace AdapterKit.Hosting;

/// <content>Texts that tasks write, token by token, between the passes.</content>
public sealed partial class RequestDispatcher
{
    /// <summary>Lets a task of a language model continue texts, or one of an encoder-decoder write a text for each.</summary>
    /// <remarks>
    /// Texts of all requests are written together, whatever their tasks: each step adds a token to each, and a new text joins the others at
    /// the next step. A text goes on with the task that it began with, also when that is replaced meanwhile.
    /// </remarks>
    /// <param name="task">The id of the task.</param>
    /// <param name="texts">At least one text.</param>
    /// <param name="options">How tokens are chosen, and when a text ends. The draws of a text depend on the seed and its index.</param>
    /// <param name="key">Who asks: where there is no room for all, whoever has the fewest texts comes next.</param>
    /// <param name="timeout">
    /// How long it may take; by default, and at most, <see cref="DispatcherOptions.MaxTimeout"/>. Then a text ends as it is.
    /// </param>
    /// <param name="charge">
    /// Takes tokens from whoever asks, as in <see cref="RunAsync"/>: those of the texts, and as many as may be written.
    /// </param>
    /// <param name="cancellationToken">Tells that nobody reads any more: the texts leave the others.</param>
    /// <returns>
    /// What is written, as soon as it is: for each text any number of pieces, the last of which has an <see cref="TextPiece.End"/>. It is
    /// read once; who stops reading has left.
    /// </returns>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    /// <exception cref="DispatchRejectedException">The request was not accepted.</exception>
    public IAsyncEnumerable<TextPiece> Generate(
        string task,
        IReadOnlyList<string> texts,
        GenerationOptions? options = null,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(key);
        if (texts.Count == 0)
            throw new ArgumentException("There is no text. Pass at least one.", nameof(texts));

        options ??= new GenerationOptions();
        options.Validate();
        var (arrived, most) = (Now, this.options.MaxTimeout);
        var request = new TextRequest(key, task, texts.Count, arrived, arrived + (timeout < most ? timeout.Value : most));
        try
        {
            RequireRunning();
            var queued = PrepareOrStop(() => this.texts!.Prepare(request, texts, options));
            lock (gate)
            {
                RequireRunning();
                this.texts!.RequireRoom(queued);
                Charge((int)Math.Min(int.MaxValue, queued.Sum(text => text.MaxTokens)), charge);
                this.texts.Add(queued);
            }
        }
        catch (DispatchRejectedException rejection)
        {
            RecordRejected(rejection);
            throw;
        }

        added.Set();
        return request.ReadAsync(cancellationToken);
    }

    private bool WriteTexts()
    {
        if (texts is null || texts.IsEmpty)
            return false;

        var start = Now;
        var tokens = texts.Step(start);
        if (tokens == 0)
            return false;

        var time = Now - start;
        texts.Observe(tokens, time);
        DispatchTelemetry.RecordStep(tokens, time);
        statistics.AddPass(start + time, new PassCount(0, 0, 0, 0, time));
        return true;
    }

    private void RecordText(TextRequest request, RowState state) =>
        statistics.AddRow(Now, request.Task, state, Now - request.Arrived);
}

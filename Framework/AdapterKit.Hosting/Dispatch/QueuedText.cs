namespace AdapterKit.Hosting;

/// <summary>A text that waits to be written, or is.</summary>
/// <param name="request">The request that it belongs to.</param>
/// <param name="index">Its number in the request.</param>
/// <param name="prompt">The tokens of what it is given.</param>
/// <param name="options">How it is written.</param>
internal sealed class QueuedText(TextRequest request, int index, int[] prompt, GenerationOptions options) : IDisposable
{
    private TaskLease? lease;
    private StreamedText? streamed;
    private int written;

    public TextRequest Request { get; } = request;

    public int[] Prompt { get; } = prompt;

    public GenerationOptions Options { get; } = options;

    /// <summary>The most tokens that it takes.</summary>
    public long MaxTokens { get; } = prompt.Length + (long)options.MaxNewTokens;

    /// <summary>What is written token by token; <see langword="null"/> before, and with several beams.</summary>
    public GeneratedRow? Row { get; private set; }

    /// <summary>The task that writes it; <see langword="null"/> before.</summary>
    public TaskAdapter? Task { get; private set; }

    /// <summary>How long its task may take for a step; not before it has begun.</summary>
    public TimeSpan Limit => lease!.PredictTimeout;

    /// <summary>What is written with several beams.</summary>
    public BeamSearch? Beams { get; set; }

    /// <summary>Begins to write. The task stays alive, and the same, until the text ends.</summary>
    /// <param name="task">The task.</param>
    /// <param name="held">A lease on it, which belongs to the text from now on.</param>
    public void Begin(TaskAdapter task, TaskLease held)
    {
        (Task, lease, streamed) = (task, held, new StreamedText(task.Backbone.Tokenizer));
        if (Options.Beams == 1)
            Row = new GeneratedRow(task, Prompt, Options, index);
    }

    /// <summary>Adds a token.</summary>
    public void Write(int token, FinishReason? finish)
    {
        written++;
        var text = finish == FinishReason.EndToken ? "" : streamed!.Append(token);
        if (finish is null)
            Request.Write(new TextPiece(index, text));
        else
            End(new(RowState.Answered) { Finish = finish }, text);
    }

    /// <summary>Adds all tokens.</summary>
    public void Write(int[] tokens, FinishReason finish)
    {
        written = tokens.Length;
        var text = string.Concat((finish == FinishReason.EndToken ? tokens[..^1] : tokens).Select(streamed!.Append));
        End(new(RowState.Answered) { Finish = finish }, text);
    }

    /// <summary>Ends the text, with what there is of it.</summary>
    /// <param name="summary">Why.</param>
    /// <param name="last">What was added last.</param>
    public void End(TextSummary summary, string last = "") => Request.Write(new TextPiece(index, last + streamed?.Finish())
    {
        End = summary with
        {
            PromptTokens = Prompt.Length,
            NewTokens = written,
            Generation = lease?.Generation ?? 0,
            WeightsHash = Task?.WeightsHash,
        },
    });

    public void Dispose()
    {
        Beams?.Dispose();
        lease?.Dispose();
        (Beams, lease, Row) = (null, null, null);
    }
}

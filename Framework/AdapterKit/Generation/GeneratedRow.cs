namespace AdapterKit;

/// <summary>A text that a task continues, beside others of any task.</summary>
internal sealed class GeneratedRow
{
    private readonly TokenSampler sampler;
    private readonly TextEnd end;

    /// <summary>Begins a text.</summary>
    /// <param name="task">The task, on a language model; borrowed.</param>
    /// <param name="prompt">The tokens of the text: at least one, and no more than the model reads.</param>
    /// <param name="options">How it is continued, with one beam.</param>
    /// <param name="number">The number of the text among those of its caller, for the seed.</param>
    public GeneratedRow(TaskAdapter task, int[] prompt, GenerationOptions options, int number)
    {
        (Task, Prompt, Options) = (task, prompt, options);
        Tokens = task.Backbone is IEncoderDecoder decoder ? [decoder.StartId] : [.. prompt];
        Start = Tokens.Count;
        sampler = new TokenSampler(options, rows: 1, number);
        end = new TextEnd(task.Backbone, options);
    }

    /// <summary>The task.</summary>
    public TaskAdapter Task { get; }

    /// <summary>What the text is given: the beginning of a language model's, or what an encoder-decoder reads.</summary>
    public int[] Prompt { get; }

    /// <summary>How the text is continued.</summary>
    public GenerationOptions Options { get; }

    /// <summary>The tokens of the text so far.</summary>
    public List<int> Tokens { get; }

    /// <summary>How many of the tokens were given.</summary>
    public int Start { get; }

    /// <summary>Whether the next token is the most likely one, whatever came before.</summary>
    public bool IsPlain => Options is { Temperature: 0, RepetitionPenalty: 1 };

    /// <summary>Chooses the next token.</summary>
    /// <param name="logits">Logits <c>[1, vocabulary]</c>; not modified.</param>
    public int Choose(Tensor logits) => sampler.Choose(logits, [Tokens])[0];

    /// <summary>Adds a token.</summary>
    /// <returns>Why the text ends with it; <see langword="null"/> if it goes on.</returns>
    public FinishReason? Add(int token)
    {
        Tokens.Add(token);
        return end.Find(Tokens, Start);
    }
}

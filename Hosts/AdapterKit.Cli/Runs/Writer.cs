using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Interchange;

namespace AdapterKit.Cli.Runs;

/// <summary>A language model that continues texts, alone or with the adapters of a task; it owns what it opens.</summary>
internal sealed class Writer : IDisposable
{
    private readonly Backbone backbone;
    private readonly TaskAdapter? task;
    private readonly AdapterPlan plan;
    private readonly IReadOnlyList<IDisposable> owned;

    private Writer(Backbone backbone, TaskAdapter? task, params IReadOnlyList<IDisposable> owned)
    {
        (this.backbone, this.task) = (backbone, task);
        plan = task is null ? backbone.Compile() : backbone.Compile(task.Id, [task], PlanPurpose.Inference);
        this.owned = owned;
    }

    /// <summary>Opens the model, and the task of a plugin or the adapters of a folder.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="task">The task; <see langword="null"/> for none.</param>
    /// <param name="folder">The folder; <see langword="null"/> for none.</param>
    /// <exception cref="InputException">The backbone is no language model, or the task is not ready or of another kind.</exception>
    public static Writer Open(Invocation invocation, string? task, DirectoryInfo? folder)
    {
        var owned = new Stack<IDisposable>();
        try
        {
            var (backbone, adapters) = task is null ? OpenFolder(invocation, folder, owned) : OpenTask(invocation, task, owned);
            return new Writer(RequireLanguageModel(backbone), adapters, [.. owned]);
        }
        catch
        {
            foreach (var resource in owned)
                resource.Dispose();

            throw;
        }
    }

    /// <summary>Continues a text, and writes its continuation as it is computed.</summary>
    /// <exception cref="InputException">The text is empty, or as long as the model reads.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public Continuation Continue(string prompt, GenerationOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var ids = task is TextToTextTask writer ? writer.TokenizeSource(prompt) : backbone.Tokenizer.Tokenize(prompt);
        if (ids.Length == 0)
            throw new InputException("The text is empty. Begin it with at least one word.");

        // A decoder of its own begins a text of its own.
        if (ids.Length > backbone.MaxTokens - (backbone is IEncoderDecoder ? 0 : 1))
            throw new InputException($"The text has {ids.Length} tokens, but the model reads {backbone.MaxTokens}. Shorten it.");

        var (streamed, text, tokens) = (new StreamedText(backbone.Tokenizer), new StringBuilder(), 0);
        var reason = FinishReason.Length;
        foreach (var step in backbone.StreamAsync([ids], plan, options, cancellationToken).ToBlockingEnumerable(cancellationToken))
        {
            reason = step.Finished[0] ?? reason;
            if (step.Finished[0] != FinishReason.EndToken)
                Write(streamed.Append(step.Tokens[0]!.Value));

            tokens++;
        }

        Write(streamed.Finish());
        return new Continuation(prompt, text.ToString(), tokens, reason);

        void Write(string piece)
        {
            text.Append(piece);
            output.Write(piece);
            output.Flush();
        }
    }

    public void Dispose()
    {
        plan.Dispose();
        foreach (var resource in owned)
            resource.Dispose();
    }

    private static (Backbone Backbone, TaskAdapter? Task) OpenFolder(Invocation invocation, DirectoryInfo? folder, Stack<IDisposable> owned)
    {
        var backbone = invocation.OpenBackbone();
        owned.Push(backbone);
        if (folder is null)
            return (backbone, null);

        var task = AdapterFolder.Import(folder.FullName, RequireLanguageModel(backbone));
        owned.Push(task);
        return (backbone, task);
    }

    private static (Backbone Backbone, TaskAdapter Task) OpenTask(Invocation invocation, string id, Stack<IDisposable> owned)
    {
        var session = PluginSession.Open(invocation, task: id);
        owned.Push(session);
        var task = session.FindTasks(id)[0];
        return task is LanguageModelTask or TextToTextTask
            ? (session.Backbone, task)
            : throw new InputException(
                $"Task '{id}' is of the kind '{task.Declaration.Kind.Id}' and writes no text. Use 'predict' for it.");
    }

    private static Backbone RequireLanguageModel(Backbone backbone) => backbone is ILanguageModel ? backbone : throw new InputException(
        $"Backbone '{backbone.Id}' predicts no tokens. Name the directory of a language model with --backbone, such as GPT-2 or T5.");
}

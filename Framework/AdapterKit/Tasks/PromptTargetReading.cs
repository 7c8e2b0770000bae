namespace AdapterKit;

/// <summary>Reads a prompt, and the target that a language model is to continue it with, as one text.</summary>
internal sealed class PromptTargetReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text", "target"];

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens)
    {
        var tokenizer = backbone.Tokenizer;
        var whole = TokenizedText.Create(tokenizer, input.Text + SourceTargetReading.TargetOf(input), maxTokens).End(tokenizer, maxTokens);

        // A token may reach across the border, or the prompt alone may end in a special token: the target begins where they part.
        var prompt = tokenizer.TokenizeStart(input.Text, maxTokens);
        return whole with
        {
            SecondStart = prompt.AsSpan().CommonPrefixLength(whole.Ids),
            IsTargetTruncated = !whole.IsWhole(tokenizer),
        };
    }
}

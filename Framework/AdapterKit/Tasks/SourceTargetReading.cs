namespace AdapterKit;

/// <summary>Reads a text, and the target that an encoder-decoder is to write for it.</summary>
internal sealed class SourceTargetReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text", "target"];

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens)
    {
        var tokenizer = backbone.Tokenizer;
        var source = TokenizedText.Create(tokenizer, input.Text, maxTokens);
        var target = TokenizedText.Create(tokenizer, TargetOf(input), maxTokens).End(tokenizer, maxTokens);
        return source with
        {
            Target = target.Ids,
            IsTargetTruncated = !target.IsWhole(tokenizer),
            IsTruncated = source.IsTruncated || target.IsTruncated,
        };
    }

    /// <exception cref="ArgumentException">There is no target.</exception>
    public static string TargetOf(TaskInput input) =>
        input.Second ?? throw new ArgumentException($"The target of a text is missing. The text is: {input.Text}");
}

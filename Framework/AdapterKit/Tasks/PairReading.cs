namespace AdapterKit;

/// <summary>Reads two texts in one sequence, so that every token sees both.</summary>
internal sealed class PairReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text", "second"];

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens) => input.Second is { } second
        ? backbone.Tokenizer.TokenizePair(input.Text, second, maxTokens)
        : throw new ArgumentException($"The second text of a pair is missing. The first is: {input.Text}");
}

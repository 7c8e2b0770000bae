namespace AdapterKit;

/// <summary>Reads one text, and the token that ends it: a language model learns where texts end.</summary>
internal sealed class LanguageModelReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text"];

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens)
    {
        var tokenizer = backbone.Tokenizer;
        var text = TokenizedText.Create(tokenizer, input.Text, maxTokens);
        var isWhole = !text.IsTruncated && text.Ids.Length > 0 && text.Ids.Length < maxTokens;
        return isWhole && tokenizer.EndIds is [var end, ..] && text.Ids[^1] != end ? text with { Ids = [.. text.Ids, end] } : text;
    }
}

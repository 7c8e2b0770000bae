namespace AdapterKit;

/// <summary>Reads one text, and the token that ends it: a language model learns where texts end.</summary>
internal sealed class LanguageModelReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text"];

    public override TokenizedText Tokenize(ITokenizer tokenizer, TaskInput input, int maxTokens)
    {
        var text = TokenizedText.Create(tokenizer, input.Text, maxTokens);
        return text.Ids.Length == 0 ? text : text.End(tokenizer, maxTokens);
    }
}

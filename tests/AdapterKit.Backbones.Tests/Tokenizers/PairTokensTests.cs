using System.Text.Json.Nodes;

namespace AdapterKit.Backbones.Tests;

/// <summary>Two texts become one sequence as the model was pretrained.</summary>
public sealed class PairTokensTests
{
    [Fact]
    public void A_bert_joins_pairs_with_its_separator()
    {
        var options = new WordPieceOptions();
        using var tokenizer = HuggingFaceTokenizer.FromWordPieces("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc", options);

        var pair = tokenizer.TokenizePair("a b", "c", maxTokens: 64);
        Assert.Equal([2, 4, 5, 3, 6, 3], pair.Ids);
        Assert.Equal((4, false), (pair.SecondStart, pair.IsTruncated));
        Assert.Equal([2, 4, 3, 6, 3], tokenizer.TokenizePair("a b", "c", maxTokens: 5).Ids);
        Assert.Equal([2, 3, 3], tokenizer.TokenizePair("", "", maxTokens: 64).Ids);
    }

    [Fact]
    public void Words_have_the_tokens_of_the_whole_text()
    {
        using var tokenizer = HuggingFaceTokenizer.FromWordPieces(
            "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\nc", new WordPieceOptions());

        var words = tokenizer.TokenizeWords(["ab", "c", "\u0001", "cb"], maxTokens: 64);
        Assert.Equal(tokenizer.Tokenize("ab c \u0001 cb"), words.Ids);
        Assert.Equal([1, 3, null, 4], words.Words!.Select(word => word.Start));
        Assert.Equal([2, 4, 5, 3], tokenizer.TokenizeWords(["ab", "c"], maxTokens: 4).Ids);
    }

    [Theory]
    [InlineData("""{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]}""", new[] { 3 })]
    [InlineData("""{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",0]}""", new[] { 2, 2 })]
    [InlineData(Template, new[] { 102 })]
    [InlineData("""{"type":"Sequence","processors":[{"type":"ByteLevel"},{"type":"BertProcessing","sep":["[SEP]",7]}]}""", new[] { 7 })]
    [InlineData("""{"type":"ByteLevel"}""", null)]
    public void What_stands_between_two_texts_is_read_from_the_description(string processor, int[]? expected) =>
        Assert.Equal(expected, PairJoin.Read(JsonNode.Parse(processor)));

    private const string Template =
        """
        {
          "type": "TemplateProcessing",
          "pair": [
            { "SpecialToken": { "id": "[CLS]", "type_id": 0 } },
            { "Sequence": { "id": "A", "type_id": 0 } },
            { "SpecialToken": { "id": "[SEP]", "type_id": 0 } },
            { "Sequence": { "id": "B", "type_id": 1 } },
            { "SpecialToken": { "id": "[SEP]", "type_id": 1 } }
          ],
          "special_tokens": { "[CLS]": { "id": "[CLS]", "ids": [101] }, "[SEP]": { "id": "[SEP]", "ids": [102] } }
        }
        """;
}

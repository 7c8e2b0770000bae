using System.Text;
using System.Text.Json.Nodes;

namespace AdapterKit.Backbones.Tests;

/// <summary>A text that is cut before it is tokenized has the tokens of the whole text.</summary>
public sealed class LongTextTests
{
    private static readonly string[] Words =
    [
        "a", "the", "caf\u00e9", "Cafe\u0301", "\u3042\u3044", "x-y", "\ufb01ne", "  ", "\u00a0", "\t", "\u0301", "\ud83d\ude00",
        "O\u03a3", "zzz",
    ];

    [Fact]
    public void Word_pieces()
    {
        using var tokenizer = HuggingFaceTokenizer.FromWordPieces(
            "vocab.txt",
            string.Join('\n', "[PAD] [UNK] [CLS] [SEP] a the ca ##fe x y - fine ##z z o \u03c3".Split(' ')),
            new WordPieceOptions());

        Assert.True(tokenizer.SplitsAtBlanks);
        RequireSameStarts(tokenizer);
    }

    [SkippableFact]
    public void Universal_sentence_encoder()
    {
        var tokenizer = UseLiteTokenizer.Open(PublishedModel.VocabularyFile);

        Assert.True(tokenizer.SplitsAtBlanks);
        RequireSameStarts(tokenizer);
    }

    [Fact]
    public void A_vocabulary_with_a_piece_of_two_words_promises_nothing()
    {
        Assert.True(Open("[\"\u2581of\", -1], [\"\u2581\u2581\", -1]").SplitsAtBlanks);
        Assert.False(Open("[\"\u2581of\u2581the\", -1]").SplitsAtBlanks);

        // The first six rows are no pieces of texts.
        static UseLiteTokenizer Open(string pieces) =>
            new(UseLiteVocabulary.Parse(Encoding.UTF8.GetBytes($"[0,0,0,0,0,0,{pieces}]"), "it"));
    }

    [Theory]
    [InlineData("""{"pre_tokenizer":{"type":"BertPreTokenizer"}}""", true)]
    [InlineData("""{"normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"}]},"pre_tokenizer":{"type":"ByteLevel"}}""", true)]
    [InlineData("""{"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Digits"}]}}""", true)]
    [InlineData("""{"pre_tokenizer":null}""", false)]
    [InlineData("""{"pre_tokenizer":{"type":"Metaspace","split":false}}""", false)]
    [InlineData("""{"pre_tokenizer":{"type":"ByteLevel","use_regex":false}}""", false)]
    [InlineData("""{"normalizer":{"type":"Replace"},"pre_tokenizer":{"type":"ByteLevel"}}""", false)]
    [InlineData("""{"added_tokens":[{"content":"New York"}],"pre_tokenizer":{"type":"ByteLevel"}}""", false)]
    public void A_description_says_whether_a_token_may_go_on_to_the_next_word(string description, bool isCertain) =>
        Assert.Equal(isCertain, BlankSplitting.IsCertain(JsonNode.Parse(description)!.AsObject()));

    private static void RequireSameStarts(ITokenizer tokenizer)
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(200)).Select(_ => Words[random.Next(Words.Length)]));
            var maxTokens = random.Next(1, 12);
            var ids = tokenizer.Tokenize(text);

            var read = TokenizedText.Create(tokenizer, text, maxTokens);

            Assert.Equal(ids.Length > maxTokens, read.IsTruncated);
            Assert.Equal(read.IsTruncated ? tokenizer.Truncate(ids, maxTokens) : ids, read.Ids);
        }
    }
}

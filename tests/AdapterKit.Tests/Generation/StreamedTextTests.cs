using System.Text;

namespace AdapterKit.Tests;

/// <summary>Pieces of text appear as soon as they are final, and together are the whole text.</summary>
public sealed class StreamedTextTests
{
    public static TheoryData<string> Texts => ["", "plain", "naïve café", "日本語のテキスト", "🙂🙃 and 👩‍👩‍👧", "a\ufffdb"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Bytes_become_characters_when_they_are_complete(string text)
    {
        var tokenizer = new ByteTokenizer();
        var streamed = new StreamedText(tokenizer);
        var pieces = tokenizer.Tokenize(text).Select(streamed.Append).ToList();
        pieces.Add(streamed.Finish());

        Assert.Equal(text, string.Concat(pieces));
        if (!text.Contains('\ufffd', StringComparison.Ordinal))
            Assert.DoesNotContain(pieces, piece => piece.Contains('\ufffd', StringComparison.Ordinal));
    }

    [Fact]
    public void An_incomplete_character_is_left_for_the_end()
    {
        var streamed = new StreamedText(new ByteTokenizer());

        Assert.Equal("a", streamed.Append('a'));
        Assert.Equal("", streamed.Append(0xe2));
        Assert.Equal("", streamed.Append(0x82));
        Assert.Equal("\ufffd", streamed.Finish());
    }

    /// <summary>What a token adds may depend on the token before it, as blanks do in SentencePiece.</summary>
    [Fact]
    public void Blanks_between_words_are_kept()
    {
        var streamed = new StreamedText(new WordTokenizer());

        Assert.Equal(["one", " two", " three", ""], [.. new[] { 1, 2, 3 }.Select(streamed.Append), streamed.Finish()]);
    }

    private sealed class ByteTokenizer : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. Encoding.UTF8.GetBytes(text).Select(one => (int)one)];

        public string Decode(IReadOnlyList<int> ids) => Encoding.UTF8.GetString([.. ids.Select(id => (byte)id)]);
    }

    private sealed class WordTokenizer : ITokenizer
    {
        private static readonly string[] Words = ["", "one", "two", "three"];

        public int PadId => 0;

        public int[] Tokenize(string text) => [.. text.Split(' ').Select(word => Array.IndexOf(Words, word))];

        public string Decode(IReadOnlyList<int> ids) => string.Join(' ', ids.Select(id => Words[id]));
    }
}

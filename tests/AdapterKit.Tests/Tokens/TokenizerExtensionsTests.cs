namespace AdapterKit.Tests.Tokens;

public sealed class TokenizerExtensionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(512)]
    public void A_long_text_is_tokenized_as_far_as_it_is_read(int maxTokens)
    {
        var words = new Words(splitsAtBlanks: true);
        var text = string.Concat(Enumerable.Range(0, 500_000).Select(index => $"{index % 977} "));

        var read = TokenizedText.Create(words, text, maxTokens);

        Assert.True(read.IsTruncated);
        Assert.Equal(words.Tokenize(text)[..maxTokens], read.Ids);
        Assert.InRange(words.Seen[0], maxTokens, 20_000);
    }

    [Fact]
    public void Random_texts_have_the_same_tokens_as_if_they_were_tokenized_whole()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(5) switch
            {
                0 => " ",
                1 => "  ",
                2 => "\t",
                _ => new string((char)random.Next('a', 'e'), random.Next(1, 90)) + " ",
            }));
            var maxTokens = random.Next(1, 12);

            var read = TokenizedText.Create(new Words(splitsAtBlanks: true), text, maxTokens);

            Assert.Equal(TokenizedText.Create(new Words(splitsAtBlanks: false), text, maxTokens), read, (one, other) =>
                one.IsTruncated == other.IsTruncated && one.Ids.AsSpan().SequenceEqual(other.Ids));
        }
    }

    [Fact]
    public void A_tokenizer_that_promises_nothing_gets_the_whole_text()
    {
        var words = new Words(splitsAtBlanks: false);
        var text = string.Concat(Enumerable.Repeat("word ", 10_000));

        TokenizedText.Create(words, text, 4);

        Assert.Equal([text.Length], words.Seen);
    }

    [Fact]
    public void The_words_of_a_long_text_are_tokenized_as_far_as_they_are_read()
    {
        ITokenizer words = new Words(splitsAtBlanks: false);

        var read = words.TokenizeWords([.. Enumerable.Repeat("word", 10_000)], 8);

        Assert.Equal((8, true), (read.Ids.Length, read.IsTruncated));
        Assert.Equal(9, ((Words)words).Seen.Count);
    }

    [Fact]
    public void The_texts_of_a_pair_are_tokenized_as_far_as_they_are_read()
    {
        var long1 = string.Concat(Enumerable.Range(0, 10_000).Select(index => $"{index % 7} "));
        ITokenizer whole = new Words(splitsAtBlanks: false);
        ITokenizer start = new Words(splitsAtBlanks: true);
        foreach (var (first, second) in new[] { (long1, long1), (long1, "a b"), ("a", long1), ("a b c", "d") })
        {
            var (expected, read) = (whole.TokenizePair(first, second, 9), start.TokenizePair(first, second, 9));

            Assert.Equal(expected.Ids, read.Ids);
            Assert.Equal((expected.IsTruncated, expected.SecondStart), (read.IsTruncated, read.SecondStart));
        }

        Assert.All(((Words)start).Seen, seen => Assert.InRange(seen, 1, 1000));
    }

    /// <summary>One token a word, and one for each piece of white space; it remembers the lengths of the texts.</summary>
    private sealed class Words(bool splitsAtBlanks) : ITokenizer
    {
        public List<int> Seen { get; } = [];

        public int PadId => 0;

        public bool SplitsAtBlanks => splitsAtBlanks;

        public int[] Tokenize(string text)
        {
            Seen.Add(text.Length);
            return [.. text.Replace(" ", "\n ").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length + word[0])];
        }
    }
}

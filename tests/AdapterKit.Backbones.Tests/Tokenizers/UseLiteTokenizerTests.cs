using System.Text.Json;

namespace AdapterKit.Backbones.Tests;

public sealed class UseLiteTokenizerTests
{
    private const int First = 6;

    [SkippableFact]
    public void Every_golden_text_gets_the_published_ids()
    {
        var tokenizer = UseLiteTokenizer.Open(PublishedModel.VocabularyFile);
        Assert.Equal(40, PublishedModel.Goldens.Count);
        Assert.All(PublishedModel.Goldens, golden => Assert.Equal(golden.Ids, tokenizer.Tokenize(golden.Text)));
    }

    [SkippableTheory]
    [InlineData("\uD83D")]
    [InlineData("\uDE00\uD83D")]
    public void Lone_surrogates_are_unknown_like_any_other_character_without_a_piece(string lone)
    {
        var tokenizer = UseLiteTokenizer.Open(PublishedModel.VocabularyFile);
        Assert.Equal(tokenizer.Tokenize("hello 😀 world"), tokenizer.Tokenize($"hello {lone} world"));
    }

    [Fact]
    public void A_better_sum_of_scores_wins_over_a_longer_piece() =>
        Assert.Equal([First, First + 1, First + 2], Encode("ab", ("▁", -1), ("a", -1), ("b", -1), ("ab", -2.5)));

    [Fact]
    public void On_a_tie_the_later_start_wins() =>
        Assert.Equal([First, First + 2, First + 1], Encode("mmm", ("▁", -1), ("m", -1), ("mm", -1)));

    [Fact]
    public void A_lost_score_counts_as_zero_and_zero_as_no_path_yet()
    {
        Assert.Equal([First, First + 1], Encode(":", ("▁", -2), (":", null), ("▁:", null)));
        Assert.Equal([First + 3, First + 2], Encode("a:", ("▁", -2), (":", -1), (":", null), ("▁a", -1)));
    }

    [Fact]
    public void A_run_of_unknown_characters_is_one_unknown() =>
        Assert.Equal([First, 0, First + 1, 0], Encode("\n\t😀a\n", ("▁", -1), ("a", -1)));

    [Fact]
    public void Compatibility_characters_are_folded_and_spaces_are_kept() =>
        Assert.Equal([First, First, First + 1], Encode("\u00A0ﬁ", ("▁", -1), ("fi", -1), ("f", -9), ("i", -9)));

    [Fact]
    public void The_empty_text_has_no_tokens() => Assert.Empty(Encode("", ("▁", -1)));

    [Theory]
    [InlineData("""{"a": 1}""")]
    [InlineData("""[["a", -1]""")]
    [InlineData("""[0, 0, 0, 0, 0, 0, ["a"]]""")]
    [InlineData("""[0, 0, 0, 0, 0, 0, ["a", "b"]]""")]
    [InlineData("""[0, 0, 0, 0, 0, 0, ["", -1]]""")]
    [InlineData("""[0, 0, 0, 0, 0, 0, ["😀", -1]]""")]
    public void A_file_that_is_no_vocabulary_is_named(string json)
    {
        using var temporary = new TemporaryFolder();
        var file = temporary.PathOf("vocab.json");
        File.WriteAllText(file, json);
        Assert.Contains(file, Assert.Throws<BackboneException>(() => UseLiteTokenizer.Open(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_cannot_normalize_is_refused()
    {
        using var temporary = new TemporaryFolder();
        var file = temporary.PathOf("vocab.json");
        await File.WriteAllTextAsync(file, "[]");

        var tests = GetType().Assembly;
        Assert.Equal("opened", await OtherProcess.RunAsync(tests, [file]));
        Assert.Contains(
            "InvariantGlobalization",
            await OtherProcess.RunAsync(tests, [file], ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")),
            StringComparison.Ordinal);
    }

    private static int[] Encode(string text, params (string Piece, double? Score)[] pieces)
    {
        var rows = Enumerable.Repeat<object?[]>(["<reserved>", 0], First)
            .Concat(pieces.Select(piece => new object?[] { piece.Piece, piece.Score }));
        var json = JsonSerializer.SerializeToUtf8Bytes(rows);
        return new UseLiteTokenizer(UseLiteVocabulary.Parse(json, "vocab.json")).Tokenize(text);
    }
}

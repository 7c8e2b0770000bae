namespace AdapterKit.Training.Tests;

public sealed class TokenMaskingTests
{
    private const int Rows = 400;
    private static readonly TokenMasking Masking = new(TinyLanguage.Tokenizer, rate: 0.15, CPU);

    [Fact]
    public void Fifteen_percent_are_chosen_and_eight_in_ten_of_them_are_masked_one_is_random_one_is_kept()
    {
        var rows = Texts();
        using var hidden = Masking.Mask(rows, new Random(1));
        var (ids, positions, targets) = Read(hidden);

        var tokens = rows.Sum(row => row.Length - 1);
        var masked = positions.Count(position => ids[position] == TinyLanguage.Tokenizer.MaskId);
        var kept = positions.Index().Count(position => ids[position.Item] == targets[position.Index]);
        Assert.Equal(0.15, (double)positions.Length / tokens, 0.01);
        Assert.Equal(0.8, (double)masked / positions.Length, 0.03);
        // A random token equals the original one once in 26.
        Assert.Equal(0.1 + (0.1 / 26), (double)kept / positions.Length, 0.025);
    }

    [Fact]
    public void Chosen_tokens_become_targets_others_stay_and_special_tokens_are_never_chosen()
    {
        var rows = Texts();
        var before = rows.Select(row => row.ToArray()).ToArray();
        using var hidden = Masking.Mask(rows, new Random(2));
        var (ids, positions, targets) = Read(hidden);

        Assert.Equal(before, rows);
        Assert.Equal(positions.Distinct().Count(), positions.Length);
        var chosen = positions.Zip(targets).ToDictionary(pair => pair.First, pair => pair.Second);
        var width = (int)hidden.Batch.Ids.size(1);
        foreach (var (index, row) in rows.Index())
        {
            for (var column = 0; column < width; column++)
            {
                var original = column < row.Length ? row[column] : TinyLanguage.Tokenizer.PadId;
                if (chosen.TryGetValue((index * width) + column, out var target))
                    Assert.True(target == original && target < TinyLanguage.Tokenizer.Pieces, $"row {index}, column {column}");
                else
                    Assert.Equal(original, ids[(index * width) + column]);
            }
        }
    }

    [Fact]
    public void Every_row_has_a_token_to_predict_even_the_shortest()
    {
        using var hidden = Masking.Mask([[TinyLanguage.Tokenizer.ClassId, 3], [TinyLanguage.Tokenizer.ClassId, 4]], new Random(3));
        Assert.Equal([1L, 3L], hidden.Positions.data<long>().ToArray());
    }

    [Fact]
    public void The_same_seed_masks_the_same_tokens_and_another_seed_different_ones()
    {
        long[] Positions(int seed)
        {
            using var hidden = Masking.Mask(Texts(), new Random(seed));
            return hidden.Positions.data<long>().ToArray();
        }

        Assert.Equal(Positions(1), Positions(1));
        Assert.NotEqual(Positions(1), Positions(2));
    }

    private static int[][] Texts()
    {
        var random = new Random(9);
        return [.. Enumerable.Range(0, Rows).Select(_ => Text(length: random.Next(8, 60)))];

        int[] Text(int length) =>
            [TinyLanguage.Tokenizer.ClassId, .. Enumerable.Range(0, length).Select(_ => random.Next(TinyLanguage.Tokenizer.Pieces))];
    }

    private static (long[] Ids, long[] Positions, long[] Targets) Read(MaskedTokens hidden) =>
        (hidden.Batch.Ids.data<long>().ToArray(), hidden.Positions.data<long>().ToArray(), hidden.Targets.data<long>().ToArray());
}

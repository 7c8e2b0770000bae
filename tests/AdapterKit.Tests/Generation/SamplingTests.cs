namespace AdapterKit.Tests;

/// <summary>How tokens are chosen, on logits whose chances are known.</summary>
public sealed class SamplingTests
{
    private static readonly double[] Chances = [0.4, 0.3, 0.2, 0.1];

    [Fact]
    public void Without_a_temperature_the_most_likely_token_is_chosen() => Assert.Equal([0, 0], Choose(new()));

    [Fact]
    public void Draws_have_the_chances_of_the_tokens()
    {
        var counts = Count(new() { Temperature = 1 });
        foreach (var (token, chance) in Chances.Index())
            Assert.InRange(counts[token] / (double)counts.Sum(), chance - 0.03, chance + 0.03);
    }

    [Fact]
    public void A_low_temperature_sharpens_them()
    {
        var counts = Count(new() { Temperature = 0.5 });
        Assert.InRange(counts[0] / (double)counts.Sum(), 0.16 / 0.3 - 0.03, 0.16 / 0.3 + 0.03);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(0, 0.05, 1)]
    [InlineData(0, 0.39, 1)]
    [InlineData(0, 0.41, 2)]
    [InlineData(0, 0.69, 2)]
    [InlineData(0, 0.71, 3)]
    [InlineData(3, 0.95, 3)]
    [InlineData(9, 1, 4)]
    public void The_least_likely_tokens_are_left_out(int topK, double topP, int left)
    {
        var counts = Count(new() { Temperature = 1, TopK = topK, TopP = topP });

        Assert.Equal(left, counts.Count(count => count > 0));
        Assert.All(counts[..left], count => Assert.True(count > 0));
    }

    [Fact]
    public void What_the_text_has_already_is_less_likely()
    {
        using var logits = tensor(new[] { 1.0f, 0.9f, -0.1f, -2f }, [1, 4]);
        var sampler = new TokenSampler(new() { RepetitionPenalty = 1.2 }, 1);

        Assert.Equal([1], sampler.Choose(logits, [[0]]));
        Assert.Equal([0], sampler.Choose(logits, [[1, 3]]));
        using var negative = tensor(new[] { -1.0f, -1.1f }, [1, 2]);
        Assert.Equal([1], sampler.Choose(negative, [[0, 0, 0]]));
    }

    [Fact]
    public void A_seed_repeats_the_draws_and_another_row_has_its_own()
    {
        var options = new GenerationOptions { Temperature = 1, Seed = 7 };
        var (first, second) = (Draws(options, 40), Draws(options, 40));

        Assert.Equal(first, second);
        Assert.NotEqual(first[0], first[1]);
        Assert.NotEqual(first, Draws(options with { Seed = 8 }, 40));
    }

    [Fact]
    public async Task Steps_are_streamed_until_every_text_is_finished()
    {
        using var backbone = new TinyDecoder();
        using var plan = backbone.Compile(Setup.Bare, []);
        var expected = backbone.Generate([[5, 6], [7, 8, 9]], plan, new() { MaxNewTokens = 8 });
        var end = expected[0][3];
        var options = new GenerationOptions { MaxNewTokens = 8, EndIds = [end] };
        var steps = new List<GenerationStep>();
        await foreach (var step in backbone.StreamAsync([[5, 6], [7, 8, 9]], plan, options))
            steps.Add(step);

        var streamed = steps.Select(step => step.Tokens[0]).OfType<int>().ToArray();
        Assert.Equal(backbone.Generate([[5, 6], [7, 8, 9]], plan, options)[0], streamed);
        Assert.Equal(end, streamed[^1]);
        Assert.Equal(FinishReason.EndToken, steps[^1].Finished[0]);
    }

    [Fact]
    public void A_text_ends_at_a_stop_text_or_at_the_length_of_the_model()
    {
        using var backbone = new TinyDecoder(hasPositions: true);
        using var plan = backbone.Compile(Setup.Bare, []);
        var free = backbone.Generate(["ab"], plan, new() { MaxNewTokens = 500 })[0];
        var stop = $"#{free.Ids[2]}#{free.Ids[3]}";
        var stopped = backbone.Generate(["ab"], plan, new() { StopTexts = [stop] })[0];

        Assert.Equal((FinishReason.Length, backbone.MaxTokens - 2), (free.Reason, free.Ids.Count));
        Assert.Equal(FinishReason.StopText, stopped.Reason);
        Assert.EndsWith(stop, stopped.Text, StringComparison.Ordinal);
        Assert.StartsWith(stopped.Text, free.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_continued_is_refused()
    {
        using var bert = TinyBert.Load();
        using var decoder = new TinyDecoder();
        using var encoder = bert.Compile(Setup.Bare, []);
        using var plan = decoder.Compile(Setup.Bare, []);
        using var a = AnyTask.Named("a").Create(decoder, AnyTask.Declared.Config);
        using var b = AnyTask.Named("b").Create(decoder, AnyTask.Declared.Config);
        using var both = decoder.Compile(Setup.Parallel("a", "b"), [a, b]);

        Refused("predicts no tokens", () => bert.Generate([[5]], encoder));
        Refused("at least one prompt", () => decoder.Generate(Array.Empty<int[]>(), plan));
        Refused("at least one token", () => decoder.Generate([[5], []], plan));
        Refused("BatchSplit", () => decoder.Generate([[5]], both));
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Generate([[5]], plan, new() { TopP = 0 }));
        Assert.Throws<OperationCanceledException>(() => decoder.Generate([[5]], plan, cancellationToken: new(canceled: true)));

        static void Refused(string reason, Action act) =>
            Assert.Contains(reason, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    private static int[] Choose(GenerationOptions options)
    {
        using var logits = tensor(Chances.Concat(Chances).Select(chance => (float)Math.Log(chance)).ToArray(), [2, 4]);
        return new TokenSampler(options, 2).Choose(logits, [[0], [0]]);
    }

    private static int[][] Draws(GenerationOptions options, int count)
    {
        using var logits = tensor(Chances.Concat(Chances).Select(chance => (float)Math.Log(chance)).ToArray(), [2, 4]);
        var sampler = new TokenSampler(options, 2);
        var draws = Enumerable.Range(0, count).Select(_ => sampler.Choose(logits, [[0], [0]])).ToList();
        return [[.. draws.Select(draw => draw[0])], [.. draws.Select(draw => draw[1])]];
    }

    private static int[] Count(GenerationOptions options)
    {
        var counts = new int[4];
        foreach (var token in Draws(options, 2000).SelectMany(row => row))
            counts[token]++;

        return counts;
    }
}

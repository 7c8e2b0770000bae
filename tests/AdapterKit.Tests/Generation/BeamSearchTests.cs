using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Beam search finds likely texts.</summary>
public sealed class BeamSearchTests
{
    private const int Vocabulary = 101;

    /// <summary>With as many beams as there are tokens, no text of two tokens is overlooked.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_most_likely_of_all_texts_is_found(int seed)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        manual_seed(seed);
        using var backbone = new TinyDecoder();
        using var bare = backbone.Compile(Setup.Bare, []);
        int[] prompt = [5, 6, 7 + seed];
        var texts = TokenBatch.Pad([.. Enumerable.Range(0, Vocabulary).Select(token => (int[])[.. prompt, token])], padId: 0);
        var chances = ((ILanguageModel)backbone).ComputeTokenLogits(backbone.Encode(texts, bare)).log_softmax(-1);
        var sums = chances[0, prompt.Length - 1].unsqueeze(1) + chances[.., prompt.Length];
        var best = sums.argmax().ToInt64();

        var found = backbone.Generate([prompt], bare, new() { MaxNewTokens = 2, Beams = Vocabulary });

        Assert.Equal([(int)(best / Vocabulary), (int)(best % Vocabulary)], found[0]);
    }

    /// <summary>More beams find a text that is at least as likely, under each row's own adapters and with or without a cache.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5, 2)]
    public void More_beams_find_no_less_likely_texts(int seed, int? window = null)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        manual_seed(seed);
        var any = new Random(seed);
        using var backbone = new TinyDecoder(hasPositions: seed % 2 == 0, window: window);
        using var tasks = new RandomTasks(backbone, any, areCausal: true);
        Setup[] rows = ["task0", Setup.Bare, "task1", "task0"];
        int[][] prompts = [[5, 6, 7], [8], [9, 10], [11, 12, 13, 14]];
        using var plan = backbone.Compile(Setup.BatchSplit(rows), tasks.All, PlanPurpose.Inference);
        var options = new GenerationOptions { MaxNewTokens = 5, Beams = 3, LengthPenalty = 0.7 };

        var found = backbone.Generate(prompts, plan, options);
        Assert.Equal(found, backbone.Generate(prompts, plan, options with { UsesCache = false }));
        var greedy = backbone.Generate(prompts, plan, options with { Beams = 1 });
        foreach (var (row, setup) in rows.Index())
        {
            using var alone = backbone.Compile(setup, tasks.All);
            Assert.Equal(backbone.Generate([prompts[row]], alone, options)[0], found[row]);
            Assert.True(ComputeChance(alone, prompts[row], found[row]) >= ComputeChance(alone, prompts[row], greedy[row]) - 1e-4);
        }

        double ComputeChance(AdapterPlan own, int[] prompt, int[] added)
        {
            using var batch = TokenBatch.Pad([[.. prompt, .. added]], padId: 0);
            var chances = ((ILanguageModel)backbone).ComputeTokenLogits(backbone.Encode(batch, own)).log_softmax(-1);
            return added.Select((id, index) => chances[0, prompt.Length - 1 + index, id].ToDouble()).Sum();
        }
    }

    /// <summary>A text that ends early wins where length costs, and loses where it pays.</summary>
    [Fact]
    public void The_length_penalty_decides_between_short_and_long_texts()
    {
        using var backbone = PeerModel.Named("t5").LoadBare();
        using var bare = backbone.Compile(Setup.Bare, []);
        var options = new GenerationOptions { MaxNewTokens = 8, Beams = 4, EndIds = [.. Enumerable.Range(0, 50)] };

        var shorter = backbone.Generate([[34, 59, 36]], bare, options with { LengthPenalty = 0 })[0];
        var longer = backbone.Generate([[34, 59, 36]], bare, options with { LengthPenalty = 5 })[0];

        Assert.True(shorter.Length < longer.Length, $"{shorter.Length} tokens, and {longer.Length} where length pays.");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        using var backbone = new TinyDecoder();
        using var bare = backbone.Compile(Setup.Bare, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => backbone.Generate([[5]], bare, new() { Beams = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => backbone.Generate([[5]], bare, new() { Beams = 2, Temperature = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => backbone.Generate([[5]], bare, new() { LengthPenalty = double.NaN }));
        await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (var _ in backbone.StreamAsync([[5]], bare, new() { Beams = 2 }))
            {
            }
        });
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var backbone = new TinyDecoder(hasPositions: true);
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        task.Freeze();
        using var plan = backbone.Compile(Setup.BatchSplit(task.Id, Setup.Bare), [task], PlanPurpose.Inference);
        var options = new GenerationOptions { MaxNewTokens = 5, Beams = 3, RepetitionPenalty = 1.2 };

        NativeTensors.NoneLeftBehind(() => backbone.Generate([[5, 6, 7], [8]], plan, options));
    }
}

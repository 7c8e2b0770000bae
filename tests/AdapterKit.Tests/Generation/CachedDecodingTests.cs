using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>With a cache, every token has the logits that it has without, whatever adapters a row has.</summary>
public sealed class CachedDecodingTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tokens_one_by_one_or_in_chunks_have_the_logits_of_the_whole_text(int seed)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var world = new World(seed);
        var rows = Enumerable.Range(0, 5).Select(_ => world.Any.Next(5) == 0 ? Setup.Bare : world.Tasks.Branch()).ToList();
        Setup[] branches = [.. rows.Append("task0").Append("task1").Distinct()];
        Setup[] setups = [rows[0], Setup.BatchSplit(rows), Setup.Parallel(branches)];
        int[][] texts = [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 9).Select(_ => world.Any.Next(1, 101)).ToArray())];
        using var whole = TokenBatch.Pad(texts, padId: 0);
        foreach (var (setup, purpose) in setups.SelectMany(setup => Enum.GetValues<PlanPurpose>().Select(purpose => (setup, purpose))))
        {
            using var plan = world.Backbone.Compile(setup, world.Tasks.All, purpose);
            var expected = world.Backbone.Encode(whole, plan);
            using var cache = new KeyValueCache(capacity: 2);
            var start = world.Any.Next(1, 6);
            using var prompt = TokenBatch.Pad([.. texts.Select(text => text[..start])], padId: 0);
            List<Tensor> parts = [world.Backbone.Encode(prompt, plan, cache)];
            for (var at = start; at < 9; at++)
            {
                using var next = TokenBatch.Continue(
                    [.. texts.Select(text => text[at])], [.. Enumerable.Repeat(at, 5)]);
                parts.Add(world.Backbone.Encode(next, plan, cache));
            }

            var size = Math.Max(1, expected.abs().max().ToDouble());
            Tensors.AssertClose(cat(parts, 1), expected, 1e-5 * size, $"{setup} for {purpose}");
            Assert.Equal(9, cache.Tokens);
        }
    }

    /// <summary>Rows of different lengths: the tokens after a short prompt attend to no padding, and have the positions after it.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Prompts_of_different_lengths_continue_as_they_do_alone(int seed)
    {
        using var world = new World(seed);
        var rows = Enumerable.Range(0, 4).Select(_ => world.Any.Next(5) == 0 ? Setup.Bare : world.Tasks.Branch()).ToList();
        int[] lengths = [.. Enumerable.Range(0, 4).Select(_ => world.Any.Next(1, 8))];
        int[][] prompts = [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => world.Any.Next(1, 101)).ToArray())];
        using var plan = world.Backbone.Compile(Setup.BatchSplit(rows), world.Tasks.All, PlanPurpose.Inference);
        var options = new GenerationOptions { MaxNewTokens = 6 };

        var together = world.Backbone.Generate(prompts, plan, options);
        var anew = world.Backbone.Generate(prompts, plan, options with { UsesCache = false });

        Assert.Equal(anew, together);
        foreach (var (row, setup) in rows.Index())
        {
            using var alone = world.Backbone.Compile(setup, world.Tasks.All);
            Assert.Equal(world.Backbone.Generate([prompts[row]], alone, options)[0], together[row]);
        }
    }

    /// <summary>Several continuations of one prompt, drawn or by beams.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rows_with_the_same_prompt_compute_it_once(int beams)
    {
        using var world = new World(seed: 4);
        using var plan = world.Backbone.Compile("task0", world.Tasks.All);
        int[][] prompts = [[5, 6, 7, 8], [9, 3], [5, 6, 7, 8], [5, 6, 7, 8], [9, 3]];
        var options = new GenerationOptions { MaxNewTokens = 6, Beams = beams, Temperature = beams == 1 ? 0.8 : 0, Seed = 3 };
        var embedded = 0L;
        world.Decoder.BatchEmbedded += batch => embedded = Math.Max(embedded, batch.Ids.numel());

        var together = world.Backbone.Generate(prompts, plan, options);
        var once = embedded;
        var anew = world.Backbone.Generate(prompts, plan, options with { UsesCache = false });

        Assert.Equal(anew, together);
        Assert.Equal(Math.Max(2 * 4, prompts.Length * beams), once);
        Assert.True(embedded > once);
    }

    /// <summary>Keys that no later token attends to are forgotten, whatever the lengths of the texts; nothing depends on them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(13)]
    public void A_window_bounds_what_a_cache_keeps(int window)
    {
        const int added = 45;
        manual_seed(window);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = new TinyDecoder(window: window);
        using var bare = backbone.Compile(Setup.Bare, []);
        var any = new Random(window);
        int[] prompts = [1, 11, 4];
        int[][] texts = [.. prompts.Select(length => Enumerable.Range(0, length + added).Select(_ => any.Next(1, 101)).ToArray())];
        List<Tensor> expected = [.. texts.Select(text => backbone.Encode(TokenBatch.Pad([text], padId: 0))[0])];
        using var cache = new KeyValueCache(capacity: 64);
        using var start = TokenBatch.Pad([.. texts.Zip(prompts, (text, length) => text[..length])], padId: 0);
        backbone.Encode(start, bare, cache);
        for (var step = 0; step < added; step++)
        {
            int[] places = [.. prompts.Select(length => length + step)];
            using var next = TokenBatch.Continue([.. texts.Zip(places, (text, place) => text[place])], places);
            var hidden = backbone.Encode(next, bare, cache).squeeze(1);
            Tensors.AssertClose(hidden, stack(expected.Zip(places, (states, place) => states[place])), 1e-5, $"token {step}");
        }

        var numbers = backbone.Encoder.MemorySites.Select(site => site.Attention.AttentionNumber).ToList();
        Assert.Equal([(2 * window) + 1, 64, (2 * window) + 1], numbers.Select(number => (int)cache.GetReserved(number)));
        Assert.Equal(11 + added, cache.Tokens);
    }

    [Fact]
    public void A_cache_is_for_one_plan()
    {
        using var backbone = new TinyDecoder();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        using var bare = backbone.Compile(Setup.Bare, []);
        using var batch = TokenBatch.Pad([[5, 6]], padId: 0);
        using var cache = new KeyValueCache();
        backbone.Encode(batch, bare, cache).Dispose();

        Assert.Throws<ArgumentException>(() => backbone.Encode(batch, task.Plan, cache));
    }

    [Fact]
    public void An_attention_that_is_not_causal_has_no_cache()
    {
        using var backbone = TinyBert.Load();
        using var bare = backbone.Compile(Setup.Bare, []);
        using var batch = TokenBatch.Pad([[5, 6]], padId: 0);
        using var cache = new KeyValueCache();

        var refusal = Assert.Throws<InvalidOperationException>(() => backbone.Encode(batch, bare, cache));
        Assert.Contains("causal", refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> ReadersOfWholeTexts => ["gated-lora", "loreft", "prompt", "gated-prefix", "gated-bottleneck"];

    /// <summary>What such an adapter does to a token depends on those that follow, or on a prompt that no later pass has.</summary>
    [Theory]
    [MemberData(nameof(ReadersOfWholeTexts))]
    public void Adapters_that_read_whole_texts_are_refused_with_a_cache_and_generate_without(string name)
    {
        manual_seed(1);
        using var backbone = new TinyDecoder();
        using var task = AnyTask.Named("reader").Create(backbone, new([name switch
        {
            "gated-lora" => new AdapterSet(GatedLoraAdapter.Variant) { Points = ["attention.q"] },
            "loreft" => new AdapterSet(LoreftAdapter.Variant),
            "prompt" => new AdapterSet(PromptAdapter.Variant) { Options = new PromptOptions { Length = 2 } },
            "gated-prefix" => new AdapterSet(PrefixAdapter.Variant) { Options = new PrefixOptions { Gating = Gating.RealTokens } },
            _ => new AdapterSet(ExtendedBottleneckAdapter.Variant)
            {
                Options = new ExtendedBottleneckOptions { Gating = Gating.RealTokens },
            },
        }]));
        using (no_grad())
        {
            foreach (var parameter in task.parameters())
                nn.init.normal_(parameter, 0, 0.3);
        }

        task.eval();
        using var plan = backbone.Compile("reader", [task]);
        using var batch = TokenBatch.Pad([[5, 6]], padId: 0);
        using var cache = new KeyValueCache();
        var options = new GenerationOptions { MaxNewTokens = 6 };

        var refusal = Assert.Throws<InvalidOperationException>(() => backbone.Encode(batch, plan, cache));
        var tokens = backbone.Generate([[5, 6, 7], [8, 9]], plan, options);

        Assert.Contains("Task 'reader'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(backbone.Generate([[5, 6, 7], [8, 9]], plan, options with { UsesCache = false }), tokens);
        Assert.Equal(backbone.Generate([[8, 9]], plan, options)[0], tokens[1]);
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var backbone = new TinyDecoder(hasPositions: true);
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        task.Freeze();
        var options = new GenerationOptions { MaxNewTokens = 5, Temperature = 0.7, TopK = 9, TopP = 0.9, RepetitionPenalty = 1.2 };

        NativeTensors.NoneLeftBehind(() => backbone.Generate([[5, 6, 7], [8]], task.Plan, options));
        NativeTensors.NoneLeftBehind(() => backbone.Generate([[5, 6, 7], [8]], task.Plan, options with { UsesCache = false }));
    }

    private sealed class World : IDisposable
    {
        public World(int seed)
        {
            manual_seed(seed);
            Any = new Random(seed);
            Decoder = new TinyDecoder(hasPositions: seed % 2 == 0, window: seed % 3 == 0 ? 1 + (seed % 5) : null);
            Tasks = new RandomTasks(Backbone, Any, areCausal: true);
        }

        public Random Any { get; }

        public TinyDecoder Decoder { get; }

        public Backbone Backbone => Decoder;

        public RandomTasks Tasks { get; }

        public void Dispose()
        {
            Tasks.Dispose();
            Backbone.Dispose();
        }
    }
}

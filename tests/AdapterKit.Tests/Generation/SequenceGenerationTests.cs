using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Encoder-decoders write a text for each text.</summary>
public sealed class SequenceGenerationTests
{
    private static readonly int[][] Texts = [[34, 59, 36, 98, 57], [42, 93, 17], [30, 53, 51, 83, 45, 7, 8]];

    public static TheoryData<string> Cases =>
    [
        "t5_batchsplit", "t5_mam", "t5_houlsby_cross", "t5_unipelt",
        "bart_batchsplit", "bart_prefix_tuning", "bart_lora_all", "bart_stack",
    ];

    /// <summary>The next token is the most likely one of the whole target so far, for each row as for that row alone.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_token_is_the_most_likely_after_those_before(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new PeerCase(name);
        using var plan = peer.Compile(PlanPurpose.Inference);
        var backbone = peer.Backbone;
        var model = (IEncoderDecoder)backbone;
        var options = new GenerationOptions { MaxNewTokens = 9 };

        var written = backbone.Generate(Texts, plan, options);
        Assert.Equal(written, backbone.Generate(Texts, plan, options with { UsesCache = false }));
        foreach (var length in Enumerable.Range(0, 9))
        {
            using var texts = TokenBatch.Pad(Texts, padId: 0);
            using var targets = TokenBatch.Pad([.. written.Select(ids => (int[])[model.StartId, .. ids[..length]])], padId: 0);
            using var both = texts.WithTarget(targets);
            var logits = model.ComputeTokenLogits(backbone.Encode(both, plan)[.., -1]);
            Assert.Equal(written.Select(ids => (long)ids[length]), logits.argmax(1).data<long>().ToArray());
        }
    }

    /// <summary>The base models attend to sources of different lengths, and beams to their own.</summary>
    [Theory]
    [InlineData("t5", 1)]
    [InlineData("t5", 4)]
    [InlineData("bart", 1)]
    [InlineData("bart", 3)]
    public void Texts_together_are_written_as_each_alone(string name, int beams)
    {
        using var backbone = PeerModel.Named(name).LoadBare();
        using var bare = backbone.Compile(Setup.Bare, []);
        var options = new GenerationOptions { MaxNewTokens = 8, Beams = beams, EndIds = [1, 40, 41, 42] };

        var together = backbone.Generate(Texts, bare, options);
        Assert.Equal(together, backbone.Generate(Texts, bare, options with { UsesCache = false }));
        Assert.Equal(together, Texts.Select(text => backbone.Generate([text], bare, options)[0]));
    }

    /// <summary>No table has the token, so that a text cannot be encoded under the plan that was compiled for its beams.</summary>
    [Theory]
    [InlineData("t5_batchsplit", 1)]
    [InlineData("t5_batchsplit", 3)]
    [InlineData("bart_batchsplit", 3)]
    public void Nothing_is_left_behind_if_no_text_can_begin(string name, int beams)
    {
        using var peer = new PeerCase(name);
        using var plan = peer.Compile(PlanPurpose.Inference);
        var options = new GenerationOptions { Beams = beams };
        int[][] texts = [.. Texts[1..], [1_000_000]];

        NativeTensors.NoneLeftBehind(() => Assert.ThrowsAny<Exception>(() => peer.Backbone.Generate(texts, plan, options)));
    }

    [Fact]
    public async Task Tokens_are_streamed()
    {
        using var backbone = PeerModel.Named("t5").LoadBare();
        using var bare = backbone.Compile(Setup.Bare, []);
        var options = new GenerationOptions { MaxNewTokens = 5 };
        var streamed = new List<int>();
        await foreach (var step in backbone.StreamAsync([Texts[0]], bare, options))
            streamed.Add(step.Tokens[0]!.Value);

        Assert.Equal(backbone.Generate([Texts[0]], bare, options)[0], streamed);
    }
}

using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Texts in one row are computed as each alone.</summary>
public sealed class PackedTextTests
{
    private static readonly int[][] Texts = [[5, 6, 7, 8, 9, 10], [11, 12, 13], [14], [15, 16, 17, 18], [20, 21]];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var model in new[] { "gpt2", "llama" })
            {
                foreach (var method in new[] { "bottleneck", "lora", "prefix", "ia3", "dora" })
                    cases.Add(model, method);
            }

            cases.Add("mistral", "prefix");
            cases.Add("dynamic", "lora");

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_and_gradients_are_those_of_rows_of_their_own(string model, string method)
    {
        using var scope = NewDisposeScope();
        using var backbone = Model(model);
        using var task = Create(backbone, method);
        IReadOnlyList<TokenizedText> packed =
            [TokenizedText.Pack(Texts[..3]), TokenizedText.Pack(Texts[3..4]), new(Texts[4], IsTruncated: false)];
        IReadOnlyList<TokenizedText> apart = [.. Texts.Select(ids => new TokenizedText(ids, IsTruncated: false))];

        var (loss, gradients) = Train(task, apart);
        var (packedLoss, packedGradients) = Train(task, packed);

        Assert.Equal(loss, packedLoss, 1e-5);
        Assert.Contains(gradients, gradient => gradient.abs().max().ToDouble() > 1e-4);
        foreach (var (own, other) in gradients.Zip(packedGradients))
            Tensors.AssertClose(other, own, 1e-5, "a gradient");
    }

    [Fact]
    public void Hidden_states_are_those_of_rows_of_their_own_in_every_plan()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Model("gpt2");
        using var one = Create(backbone, "prefix", "one");
        using var two = Create(backbone, "bottleneck", "two");
        using var plan = backbone.Compile(Setup.Parallel("one", "two"), [one, two], PlanPurpose.Inference);
        using var batch = TokenBatch.Pad([TokenizedText.Pack(Texts[..2]), TokenizedText.Pack(Texts[2..4])], padId: 0);
        var hidden = backbone.Encode(batch, plan);
        foreach (var (text, (row, start)) in Texts.Zip([(0, 0), (0, 6), (1, 0), (1, 1)]))
        {
            using var alone = TokenBatch.Pad([text], padId: 0);
            var expected = backbone.Encode(alone, plan);
            for (var task = 0; task < 2; task++)
                Tensors.AssertClose(hidden[(2 * task) + row].narrow(0, start, text.Length), expected[task], 1e-5, $"{row}, {start}");
        }

        // The masks are those of the batch, and end with the call.
        NativeTensors.NoneLeftBehind(() => backbone.Encode(batch, plan).Dispose());
    }

    [Fact]
    public void What_reads_whole_texts_is_refused_by_name()
    {
        using var backbone = Model("gpt2");
        using var task = Create(backbone, "prompt");
        using var batch = TokenBatch.Pad([TokenizedText.Pack(Texts)], padId: 0);
        using var encoder = new PreNormBackbone();
        using var bare = encoder.Compile(Setup.Bare, []);

        var prompt = Assert.Throws<InvalidOperationException>(() => backbone.Encode(batch, task.Plan));
        var positions = Assert.Throws<ArgumentException>(() => encoder.Encode(batch, bare));
        using var plain = backbone.Compile(Setup.Bare, []);
        using var cache = new KeyValueCache();
        var cached = Assert.Throws<InvalidOperationException>(() => backbone.Encode(batch, plain, cache));

        Assert.Contains("Task 'style' has an adapter that reads whole texts", prompt.Message, StringComparison.Ordinal);
        Assert.Contains("It cannot run packed texts", prompt.Message, StringComparison.Ordinal);
        Assert.Contains("does not follow the positions", positions.Message, StringComparison.Ordinal);
        Assert.Contains("Packed texts have no cache", cached.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TokenizedText.Pack([[1], []]));
    }

    private static (double Loss, IReadOnlyList<Tensor> Gradients) Train(TaskAdapter task, IReadOnlyList<TokenizedText> texts)
    {
        task.zero_grad();
        using var batch = TokenBatch.Pad(texts, padId: 0);
        using var targets = LanguageModelTask.Kind.ReadTargets([], [.. texts.Select(_ => "")])
            .CreateTensor([.. Enumerable.Range(0, texts.Count)], texts);
        var loss = task.ComputeLoss(task.Backbone.Encode(batch, task.Plan), targets, labelWeights: null);
        loss.backward();
        return (loss.ToDouble(), [.. task.parameters().Select(weight => weight.grad!.clone())]);
    }

    private static PretrainedBackbone Model(string name)
    {
        manual_seed(3);
        var identity = new PretrainedIdentity("bert", "random", new TinyBert.CharacterTokenizer(), Pooling: Pooling.LastToken);
        return name == "gpt2"
            ? new Gpt2Model(new Gpt2Config { Vocabulary = 101, Hidden = 32, Layers = 2, Heads = 4, Positions = 40, Dropout = 0 }, identity)
            : new LlamaModel(
                new LlamaConfig
                {
                    Vocabulary = 101,
                    Hidden = 32,
                    Intermediate = 48,
                    Layers = 2,
                    Heads = 4,
                    KeyValueHeads = 2,
                    ModelType = name == "mistral" ? name : "llama",
                    SlidingWindow = 2,
                    Positions = name == "dynamic" ? 3 : 4096,
                    RopeType = name == "dynamic" ? name : "default",
                    RopeFactor = 8,
                },
                identity);
    }

    private static TaskAdapter Create(Backbone backbone, string method, string name = "style")
    {
        AdapterVariant variant = method switch
        {
            "bottleneck" => BottleneckAdapter.Variant,
            "lora" => LoraAdapter.Variant,
            "prefix" => PrefixAdapter.Variant,
            "ia3" => Ia3Adapter.Variant,
            "prompt" => PromptAdapter.Variant,
            _ => DoraAdapter.Variant,
        };
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            name, "bert", [], new AdapterConfig(variant), (on, config) => new StyleTask(declaration!, on, config), LanguageModelTask.Kind);
        var task = declaration.Create(backbone);
        manual_seed(4);
        using var frozen = no_grad();
        foreach (var weight in task.parameters())
            weight.normal_(0, 0.3);

        return task;
    }

    private sealed class StyleTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : LanguageModelTask(declaration, backbone, config);
}

using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>A task that writes a target for a text: how likely the target is under its adapters.</summary>
public sealed class TextToTextTests
{
    private const int End = 7;

    public static TheoryData<string> Writers => ["t5", "bart", "gpt2"];

    public static TheoryData<string> Decoders => ["t5", "bart"];

    private static (string Text, string Target)[] Pairs => [("abcdef", "fedcba"), ("xyz", "a longer target than the text"), ("q", "w")];

    [Theory]
    [MemberData(nameof(Writers))]
    public void The_probability_of_a_target_is_the_product_of_those_of_its_tokens(string name)
    {
        using var scope = NewDisposeScope();
        using var backbone = Writer(name);
        using var task = Create(backbone);
        var likelihoods = task.Predict(Pairs);

        foreach (var ((text, target), likelihood) in Pairs.Zip(likelihoods))
        {
            var ids = Ids(target);
            var logits = ComputeLogits(task, text, target);
            var expected = ids.Index().Sum(token => Math.Log(logits[token.Index].softmax(0)[token.Item].ToDouble()));

            Assert.Equal(expected, likelihood.LogProbability, 1e-3);
            Assert.Equal((ids.Length, false), (likelihood.Tokens, likelihood.IsTruncated));
            Assert.Equal(-expected / ids.Length, Math.Log(likelihood.Perplexity), 1e-4);
            Assert.Equal(ids.Index().Count(token => logits[token.Index].argmax().item<long>() == token.Item), likelihood.Matches);
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void The_loss_is_the_cross_entropy_that_the_metrics_say(string name)
    {
        using var scope = NewDisposeScope();
        using var backbone = Writer(name);
        using var task = Create(backbone);
        var (texts, targets) = Tokenize(task);
        using var batch = TokenBatch.Pad(texts, padId: 0);
        var loss = task.ComputeLoss(backbone.Encode(batch, task.Plan), targets.CreateTensor([0, 1, 2], texts), labelWeights: null);
        var scores = (TextToTextMetrics)targets.Score(task.Interpret(task.Forward(batch), texts));

        Assert.Equal(loss.ToDouble(), scores.CrossEntropy, 1e-4);
        Assert.Equal(Math.Exp(scores.CrossEntropy), scores["perplexity"], 1e-9);
        Assert.Equal(-scores.CrossEntropy, scores.Selection);

        // Padding has no part in it: the mean over all tokens is that of the texts alone.
        var alone = Enumerable.Range(0, 3).Sum(row => texts[row] switch
        {
            var text => ComputeLoss(task, Pairs[row].Text, Pairs[row].Target).ToDouble() * Ids(Pairs[row].Target).Length,
        });
        Assert.Equal(alone / Pairs.Sum(pair => Ids(pair.Target).Length), loss.ToDouble(), 1e-4);
    }

    /// <summary>The error of a logit is its probability, less one for the token that is right, over the number of tokens.</summary>
    [Theory]
    [MemberData(nameof(Writers))]
    public void Gradients_are_those_of_a_computation_by_hand(string name)
    {
        using var scope = NewDisposeScope();
        using var backbone = Writer(name);
        using var task = Create(backbone);
        var (text, target) = Pairs[1];
        var ids = Ids(target);
        task.train();

        var logits = ComputeLogits(task, text, target);
        var right = nn.functional.one_hot(tensor(ids.Select(id => (long)id).ToArray()), logits.size(1));
        var error = (logits.detach().softmax(1) - right) / ids.Length;
        (logits * error).sum().backward();
        var expected = task.parameters().Select(weight => weight.grad!.clone()).ToList();
        task.zero_grad();
        var (texts, targets) = Tokenize(task);
        using var batch = TokenBatch.Pad([texts[1]], padId: 0);
        task.ComputeLoss(backbone.Encode(batch, task.Plan), targets.CreateTensor([1], [texts[1]]), labelWeights: null).backward();
        foreach (var (own, weight) in expected.Zip(task.parameters()))
            Tensors.AssertClose(weight.grad!, own, 1e-5 * Math.Max(1, own.abs().max().ToDouble()), "a gradient");
    }

    /// <summary>Greedy decoding writes a target if and only if every token of it is the most likely one.</summary>
    [Theory]
    [MemberData(nameof(Writers))]
    public void An_exact_target_is_what_the_model_writes(string name)
    {
        using var backbone = Writer(name);
        using var task = Create(backbone);
        var options = new GenerationOptions { MaxNewTokens = 9, EndIds = [] };
        var prompts = Pairs.Select(pair => backbone.Tokenizer.Tokenize(pair.Text)).ToList();
        var written = backbone.Generate(prompts, task.Plan, options);
        Assert.Equal((true, 9), (IsExact(row => written[row]), written[0].Length));
        foreach (var place in Enumerable.Range(0, 9))
            Assert.False(IsExact(row => [.. written[row][..place], (written[row][place] % 100) + 1, .. written[row][(place + 1)..]]));

        bool IsExact(Func<int, int[]> target)
        {
            List<TokenizedText> texts = [.. prompts.Select((prompt, row) => backbone is IEncoderDecoder
                ? new TokenizedText(prompt, IsTruncated: false) { Target = target(row) }
                : new TokenizedText([.. prompt, .. target(row)], IsTruncated: false) { SecondStart = prompt.Length })];
            using var batch = TokenBatch.Pad(texts, padId: 0);
            using var logits = task.Forward(batch);
            var likelihoods = task.Interpret(logits, texts).Cast<TargetLikelihood>().ToList();
            Assert.Single(likelihoods.Select(likelihood => likelihood.IsExact).Distinct());
            Assert.Equal(likelihoods[0].IsExact ? 1 : 0, new TextToTextMetrics(likelihoods)["exactMatch"]);
            return likelihoods[0].IsExact;
        }
    }

    /// <summary>Beside a task whose decoder reads the text itself, in every way in which tasks run together.</summary>
    [Theory]
    [MemberData(nameof(Decoders))]
    public void It_runs_with_tasks_of_other_kinds(string name)
    {
        using var backbone = Writer(name);
        using var task = Create(backbone);
        using var labeled = AnyTask.Named("labeled").Create(backbone);
        labeled.eval();
        string[] texts = ["abcdef", "xyz", "q"];
        var alone = task.Predict(Pairs);
        var labels = ((ClassificationTask)labeled).Predict(texts);

        // Rows of both share a pass.
        var reading = TextToTextTask.Kind.ReadingOn(backbone);
        List<TaskRow> rows = [.. Pairs.SelectMany(pair => new[]
        {
            new TaskRow(task, reading.Tokenize(backbone, new TaskInput(pair.Text, pair.Target), 64)),
            new TaskRow(labeled, TokenizedText.Create(backbone.Tokenizer, pair.Text, 64)),
        })];
        var answers = new RowPredictor(backbone, running: null).Answer(rows);
        Assert.All(answers, answer => Assert.Null(answer.Fault));
        AssertEqual(alone, answers.Where((_, row) => row % 2 == 0).Select(answer => (TargetLikelihood)answer.Prediction!));
        foreach (var (one, other) in labels.Zip(answers.Where((_, row) => row % 2 == 1).Select(answer => (Prediction)answer.Prediction!)))
            Assert.Equal(one.Probability, other.Probability, 1e-5);

        using var plan = backbone.Compile(Setup.Parallel("write", "labeled"), [task, labeled], PlanPurpose.Inference);
        var (tokenized, _) = Tokenize(task);
        using var batch = TokenBatch.Pad(tokenized, padId: 0);
        using var logits = backbone.Forward(batch, plan);
        AssertEqual(alone, task.Interpret(logits["write"], tokenized).Cast<TargetLikelihood>());

        Setup[] split = ["write", "write", "labeled", "write"];
        using var rowPlan = backbone.Compile(Setup.BatchSplit(split), [task, labeled], PlanPurpose.Inference);
        List<TokenizedText> mixed = [tokenized[1], tokenized[0], new([9, 8, 7], IsTruncated: false), tokenized[2]];
        using var mixedBatch = TokenBatch.Pad(mixed, padId: 0);
        using var mixedLogits = backbone.Forward(mixedBatch, rowPlan);
        AssertEqual(
            [alone[1], alone[0], alone[2]],
            task.Interpret(mixedLogits["write"], [mixed[0], mixed[1], mixed[3]]).Cast<TargetLikelihood>());
    }

    [Theory]
    [InlineData("ab", "cd", 8, "abcd", 2)]
    [InlineData("ab", "cd", 3, "abc", 2)]
    [InlineData("ab", "cd", 2, "ab", 2)]
    [InlineData("ab", "t", 8, "aT", 1)]
    [InlineData("", "cd", 8, "cd", 0)]
    public void A_language_model_reads_prompt_and_target_as_one_text(string text, string target, int maxTokens, string ids, int start)
    {
        using var backbone = Writer("gpt2", new MergingTokenizer());
        var read = TextToTextTask.Kind.ReadingOn(backbone).Tokenize(backbone, new TaskInput(text, target), maxTokens);

        // Room for its end is left in the first case alone, and in those that merge or begin with the target.
        int[] expected = [.. ids.Select(letter => (int)letter), .. read.IsTruncated ? (int[])[] : [End]];
        Assert.Equal(expected, read.Ids);
        Assert.Equal((start, null), (read.SecondStart, read.Target));
    }

    [Fact]
    public void An_encoder_decoder_reads_text_and_target_apart()
    {
        using var backbone = Writer("t5", new MergingTokenizer());
        var reading = TextToTextTask.Kind.ReadingOn(backbone);
        var whole = reading.Tokenize(backbone, new TaskInput("ab", "t"), 8);
        var cut = reading.Tokenize(backbone, new TaskInput("ab", "cdefg"), 3);

        Assert.Equal(("a,b", "t,\a"), (Join(whole.Ids), Join(whole.Target!)));
        Assert.Equal(("a,b", "c,d,e", true), (Join(cut.Ids), Join(cut.Target!), cut.IsTruncated));
        Assert.False(new TargetLikelihood(0, 3, 3, IsTruncated: true) { IsTargetTruncated = cut.IsTargetTruncated }.IsExact);
        Assert.False(new TargetLikelihood(0, 0, 0, IsTruncated: false).IsExact);
        Assert.Throws<ArgumentException>(() => reading.Tokenize(backbone, new TaskInput("ab"), 8));

        // A long text may have a target that is written exactly; a target without room for its end is not known to end.
        Assert.False(reading.Tokenize(backbone, new TaskInput("abcdefgh", "t"), 3).IsTargetTruncated);
        Assert.True(reading.Tokenize(backbone, new TaskInput("ab", "cde"), 3).IsTargetTruncated);

        static string Join(int[] ids) => string.Join(',', ids.Select(id => (char)id));
    }

    [Theory]
    [InlineData("t5", 64)]
    [InlineData("gpt2", 100)]
    public void What_is_written_follows_as_much_of_a_text_as_was_read_in_training(string name, int tokens)
    {
        using var backbone = Writer(name);
        using var task = Create(backbone);

        Assert.Equal(tokens, task.TokenizeSource(new string('a', 100)).Length);
    }

    /// <summary>Sites of the decoder see the tokens that it reads: fewer than the text has, or more.</summary>
    [Theory]
    [MemberData(nameof(Decoders))]
    public void The_attention_of_a_fusion_counts_the_tokens_that_each_site_reads(string name)
    {
        using var scope = NewDisposeScope();
        using var backbone = Writer(name);
        manual_seed(9);
        List<TaskAdapter> members = [.. new[] { "one", "two" }.Select(
            member => AnyTask.Named(member).Create(backbone, new AdapterConfig(BottleneckAdapter.Variant)))];
        using var fused = AnyTask.Declared.Create(backbone, members, AdapterConfig.Fused(new FusionConfig(Setup.Fuse("one", "two"))));
        using (no_grad())
        {
            foreach (var weight in members.Append(fused).SelectMany(task => task.parameters()))
                nn.init.normal_(weight, 0, 0.5);
        }

        fused.eval();
        var reading = TextToTextTask.Kind.ReadingOn(backbone);
        List<TokenizedText> texts =
            [.. Pairs.Select(pair => reading.Tokenize(backbone, new TaskInput(pair.Text, pair.Target), 64))];
        using var mean = new MeanAttention(fused);
        using var batch = TokenBatch.Pad(texts, padId: 0);
        mean.Add(batch);
        using var attention = fused.FusionAttention(batch);

        foreach (var site in mean.Sites)
        {
            var mask = (site.Site.Layer < backbone.Encoder.SourceLayers ? batch : batch.Output).Mask;
            foreach (var (member, weight) in site.Members.Zip(site.Weights))
                Assert.Equal(attention.At(site.Site, member)![mask].mean().ToDouble(), weight, 1e-5);
        }

        Assert.Equal(1, members.Sum(member => attention[member.Id].Mean(batch)), 1e-5);
        members.ForEach(member => member.Dispose());
    }

    [Fact]
    public void A_text_without_a_target_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => TextToTextTask.Kind.ReadTargets([], [" "]).RequireFits(0, new TaskInput("a", " ")));

        Assert.Contains("The target of the text is empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_a_model_that_writes()
    {
        using var encoder = TinyBert.Load();

        var error = Assert.Throws<TaskConfigException>(() => WritingTask.Named("write").Create(encoder));

        Assert.Contains("Task 'write' writes texts, but backbone 'bert' writes none", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_prediction_leaves_no_tensor_behind(string name)
    {
        using var backbone = Writer(name);
        using var task = Create(backbone);
        task.Predict("abc", "d");

        NativeTensors.NoneLeftBehind(() => task.Predict(Pairs));
    }

    private static void AssertEqual(IEnumerable<TargetLikelihood> expected, IEnumerable<TargetLikelihood> actual)
    {
        foreach (var (one, other) in expected.Zip(actual, (one, other) => (one, other)))
        {
            Assert.Equal(one.LogProbability, other.LogProbability, 1e-3);
            Assert.Equal((one.Tokens, one.Matches), (other.Tokens, other.Matches));
        }
    }

    private static int[] Ids(string target) => [.. new TinyBert.CharacterTokenizer().Tokenize(target)];

    // Each stack by itself, and a target that is shifted by hand.
    private static Tensor ComputeLogits(WritingTask task, string text, string target)
    {
        var (backbone, ids, source) = (task.Backbone, Ids(target), Ids(text));
        if (backbone is not IEncoderDecoder model)
        {
            using var whole = TokenBatch.Pad([[.. source, .. ids]], padId: 0);
            var hidden = backbone.Encode(whole, task.Plan)[0].narrow(0, source.Length - 1, ids.Length);
            return ((ILanguageModel)backbone).ComputeTokenLogits(hidden);
        }

        using var texts = TokenBatch.Pad([source], padId: 0);
        using var targets = TokenBatch.Pad([[model.StartId, .. ids[..^1]]], padId: 0);
        using var encoded = backbone.EncodeSource(texts, task.Plan);
        return model.ComputeTokenLogits(backbone.Decode(encoded, targets, task.Plan))[0];
    }

    private static Tensor ComputeLoss(WritingTask task, string text, string target) => nn.functional.cross_entropy(
        ComputeLogits(task, text, target), tensor(Ids(target).Select(id => (long)id).ToArray()));

    private static (IReadOnlyList<TokenizedText> Texts, TaskTargets Targets) Tokenize(WritingTask task)
    {
        var reading = TextToTextTask.Kind.ReadingOn(task.Backbone);
        return (
            [.. Pairs.Select(pair => reading.Tokenize(task.Backbone, new TaskInput(pair.Text, pair.Target), 64))],
            TextToTextTask.Kind.ReadTargets([], [.. Pairs.Select(pair => pair.Target)]));
    }

    private static PretrainedBackbone Writer(string name, ITokenizer? tokenizer = null)
    {
        manual_seed(7);
        var identity = new PretrainedIdentity(
            "bert", "random", tokenizer ?? new TinyBert.CharacterTokenizer(), Pooling: Pooling.LastToken);
        return name switch
        {
            "t5" => new T5Model(
                new T5Config { Vocabulary = 101, Hidden = 32, HeadWidth = 8, Intermediate = 64, Layers = 2, Heads = 4, Dropout = 0 },
                identity),
            "bart" => new BartModel(
                new BartConfig
                {
                    Vocabulary = 101,
                    Hidden = 32,
                    Intermediate = 64,
                    DecoderIntermediate = 64,
                    Layers = 2,
                    DecoderLayers = 2,
                    Heads = 4,
                    DecoderHeads = 4,
                    Positions = 64,
                    Dropout = 0,
                },
                identity),
            _ => new Gpt2Model(
                new Gpt2Config { Vocabulary = 101, Hidden = 32, Layers = 2, Heads = 4, Positions = 64, Dropout = 0 }, identity),
        };
    }

    private static WritingTask Create(Backbone backbone)
    {
        var task = (WritingTask)WritingTask.Named("write").Create(backbone);
        task.eval();
        manual_seed(8);
        using var frozen = no_grad();
        foreach (var weight in task.parameters())
            weight.normal_(0, 0.3);

        return task;
    }

    /// <summary>Letters, except that a "t" merges with the letter before it.</summary>
    private sealed class MergingTokenizer : ITokenizer
    {
        public int PadId => 0;

        public IReadOnlyList<int> EndIds => [End];

        public int[] Tokenize(string text) =>
            [.. text.Where((_, place) => place + 1 == text.Length || text[place + 1] != 't').Select(
                letter => letter == 't' && text.Length > 1 ? 'T' : (int)letter)];
    }

    private sealed class WritingTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : TextToTextTask<LoraAdapter>(declaration, backbone, config)
    {
        public static TaskDeclaration Named(string name)
        {
            TaskDeclaration? declaration = null;
            declaration = new TaskDeclaration(
                name,
                "bert",
                [],
                new AdapterConfig(LoraAdapter.Variant),
                (backbone, config) => new WritingTask(declaration!, backbone, config),
                Kind);
            return declaration;
        }
    }
}

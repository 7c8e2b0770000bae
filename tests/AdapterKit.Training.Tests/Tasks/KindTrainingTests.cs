namespace AdapterKit.Training.Tests;

/// <summary>The trainer does the same with every kind of task.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class KindTrainingTests
{
    internal static readonly TextDataSet Traits = Convert(text =>
        (IsVowelled(text) ? "vowels" : "consonants") + (text.Length > 7 ? ", long" : ""));

    internal static readonly TextDataSet Shares = Convert(text =>
        text.Average(letter => "aeiou".Contains(letter) ? 1.0 : 0).ToString(System.Globalization.CultureInfo.InvariantCulture));

    // Three letters to a word; words that begin with a vowel are names.
    internal static readonly TextDataSet Names = Convert(
        text => string.Join(' ', text.Chunk(3).Select(word => new string(word))),
        text => string.Join(' ', text.Split(' ').Select(word => "aeiou".Contains(word[0]) ? "B-V" : "O")));

    [Theory]
    [InlineData(TrainingMode.Adapter)]
    [InlineData(TrainingMode.Head)]
    public void A_multi_label_task_learns(TrainingMode mode)
    {
        using var backbone = TinyWorld.Backbone();
        using var untrained = TraitsTask.Declared.Create(backbone);
        using var result = new Trainer(backbone, TinyWorld.Options with { Mode = mode, Epochs = 8 }).Train(TraitsTask.Declared, Traits);

        Assert.True(result.Validation["microF1"] > 0.7, $"It reached {result.Validation["microF1"]}.");
        Assert.True(result.Validation.Selection > Evaluator.Evaluate(untrained, Traits.Validation).Selection);
        Assert.Equal(result.Test!.Selection, Evaluator.Evaluate(result.Task, Traits.Test).Selection);
    }

    [Fact]
    public void A_regression_task_learns()
    {
        using var backbone = TinyWorld.Backbone();
        using var result = new Trainer(backbone, TinyWorld.Options with { Epochs = 8 }).Train(ShareTask.Declared, Shares);

        Assert.True(result.Validation["pearson"] > 0.7, $"It reached {result.Validation["pearson"]}.");
        Assert.True(result.Validation["mse"] < 0.05, $"It reached {result.Validation["mse"]}.");
    }

    [Theory]
    [InlineData(TrainingMode.Adapter)]
    [InlineData(TrainingMode.Head)]
    public void Tasks_on_pairs_learn(TrainingMode mode)
    {
        using var backbone = TinyWorld.Backbone();
        var options = TinyWorld.Options with { Mode = mode };
        // What random hidden states say of a pair, a head alone cannot read: it learns no more than the mean.
        using var distance = new Trainer(backbone, options).Train(DistanceTask.Declared, Pairs("0", "1"));
        Assert.True(distance.Validation["mse"] < 0.5, $"It reached {distance.Validation["mse"]}.");
        if (mode == TrainingMode.Head)
            return;

        using var untrained = SameTask.Declared.Create(backbone);
        using var same = new Trainer(backbone, options).Train(SameTask.Declared, Pairs("yes", "no"));
        var data = Pairs("yes", "no").Validation;
        var before = Evaluator.Evaluate(untrained, data).Selection;
        Assert.True(same.Validation.Selection > before, $"It reached {same.Validation.Selection} after {before}.");
    }

    [Theory]
    [InlineData(TrainingMode.Adapter)]
    [InlineData(TrainingMode.Head)]
    public void A_tagging_task_learns(TrainingMode mode)
    {
        using var backbone = TinyWorld.Backbone();
        using var untrained = NamesTask.Declared.Create(backbone);
        using var result = new Trainer(backbone, TinyWorld.Options with { Mode = mode, Epochs = 12, Patience = 12 }).Train(
            NamesTask.Declared, Names);

        Assert.True(result.Validation["tokenAccuracy"] > 0.7, $"It reached {result.Validation["tokenAccuracy"]}.");
        Assert.True(result.Validation.Selection > Evaluator.Evaluate(untrained, Names.Validation).Selection);
        using var plan = result.Task.PlanWithoutFirstLayers(0);
        Assert.Equal(result.Test!.Selection, Evaluator.Evaluate(result.Task, plan, Names.Test).Selection);
    }

    [Fact]
    public void Tags_that_do_not_fit_their_text_are_refused_before_training()
    {
        using var backbone = TinyWorld.Backbone();
        var data = Names with { Train = [new Example("a b", "O")] };

        Assert.Contains(
            "There are 1 tags for 2 words",
            Assert.Throws<ArgumentException>(() => new Trainer(backbone, TinyWorld.Options).Train(NamesTask.Declared, data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cached_prefix_of_pairs_has_their_segments()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var task = SameTask.Declared.Create(backbone);
        var texts = new TokenizedTexts(Pairs("yes", "no").Validation, task, CancellationToken.None);
        using var cache = new PrefixCache(texts, 1, PrefixCache.Compute(backbone, texts, 1, batchSize: 4).DetachFromDisposeScope());
        using var batch = texts.CreateBatch([0]);

        Assert.NotNull(batch.Segments);
        var expected = backbone.EncodePrefix(batch, 1);
        Assert.True((cache.Gather([0], batch.Ids.size(1)) - expected).abs().max().ToDouble() < 1e-5);
    }

    [Fact]
    public void Kinds_have_the_losses_in_one_pass_that_each_has_alone()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        var options = TinyWorld.Options with { Dropout = 0 };
        List<TaskTraining> trainings =
        [
            new(VowelTask.Declared.Create(backbone), TinyWorld.Data(), options),
            new(TraitsTask.Declared.Create(backbone), Traits, options),
            new(ShareTask.Declared.Create(backbone), Shares, options),
            new(SameTask.Declared.Create(backbone), Pairs("yes", "no"), options),
            new(NamesTask.Declared.Create(backbone), Names, options),
        ];
        backbone.eval();

        var together = MultiTaskRun.ComputeLosses(trainings).data<float>().ToArray();
        foreach (var (training, loss) in trainings.Zip(together))
        {
            var texts = training.GetBatch();
            using var batch = training.Texts.CreateBatch(texts);
            var hidden = backbone.Encode(batch, training.Task.Plan);
            var features = training.Task.ReadsTokens ? hidden : backbone.Pool(hidden, batch);
            var alone = training.Task.ComputeLoss(features, training.GetTargets(texts), training.LabelWeights);
            Assert.Equal(alone.ToDouble(), loss, 1e-5);
            training.Task.Dispose();
            training.Dispose();
        }
    }

    [Fact]
    public void Kinds_are_trained_in_the_same_steps()
    {
        using var backbone = TinyWorld.Backbone();
        var results = new Trainer(backbone, TinyWorld.Options).TrainMultiTask(
            [(VowelTask.Declared, TinyWorld.Data()), (TraitsTask.Declared, Traits), (ShareTask.Declared, Shares)]);

        Assert.Equal(["vowels", "traits", "share"], results.Select(result => result.Task.Id));
        Assert.Equal([2, 3, 3], results.Select(result => result.Validation.Metrics.Count));
        foreach (var result in results)
            result.Dispose();
    }

    [Fact]
    public void Labels_are_balanced_where_there_are_any()
    {
        using var backbone = TinyWorld.Backbone();
        var balanced = TinyWorld.Options with { BalanceLabels = true, Epochs = 1 };
        using var result = new Trainer(backbone, balanced).Train(TraitsTask.Declared, Traits);
        var error = Assert.Throws<ArgumentException>(() => new Trainer(backbone, balanced).Train(ShareTask.Declared, Shares));

        Assert.Contains("'share' is of the kind regression, which has no labels to balance", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_spreads_labels_and_shuffles_the_rest()
    {
        Example[] numbers = [.. Enumerable.Range(0, 50).Select(index => new Example($"{index}", $"{index}"))];
        Example[] labels = [.. numbers.Select((example, index) => example with { Label = index < 25 ? "few" : "many" })];

        var split = TextFiles.Split(numbers, ShareTask.Declared, seed: 1);

        Assert.Equal((40, 5, 5), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.NotEqual(split.Train, [.. split.Train.OrderBy(example => int.Parse(example.Text, null))]);
        Assert.Equal(TextFiles.Split(labels, ["few", "many"], seed: 1).Train, TextFiles.Split(labels, VowelTask.Declared, seed: 1).Train);
    }

    // The second text is the first one, or the text after it.
    internal static TextDataSet Pairs(string same, string different)
    {
        var data = TinyWorld.Data();
        return data with { Train = Each(data.Train), Validation = Each(data.Validation), Test = Each(data.Test) };

        IReadOnlyList<Example> Each(IReadOnlyList<Example> examples) => [.. examples.Select((example, index) => index % 2 == 0
            ? new Example(example.Text[..4], same) { Second = example.Text[..4] }
            : new Example(example.Text[..4], different) { Second = examples[(index + 1) % examples.Count].Text[..4] })];
    }

    private static bool IsVowelled(string text) => text.Count("aeiou".Contains) * 2 > text.Length;

    private static TextDataSet Convert(Func<string, string> target) => Convert(text => text, target);

    private static TextDataSet Convert(Func<string, string> change, Func<string, string> target)
    {
        var data = TinyWorld.Data();
        return data with { Train = Each(data.Train), Validation = Each(data.Validation), Test = Each(data.Test) };

        IReadOnlyList<Example> Each(IReadOnlyList<Example> examples) =>
            [.. examples.Select(example => new Example(change(example.Text), target(change(example.Text))))];
    }
}

namespace AdapterKit.Backbones.Tests;

public sealed class UseLiteAdaptationTests
{
    private static readonly string[] Texts = ["hello world", "Meeting moved to 10:30 tomorrow, please confirm by 9:00."];

    [SkippableTheory]
    [InlineData(AdapterPlacement.Sequential)]
    [InlineData(AdapterPlacement.AfterNorm)]
    [InlineData(AdapterPlacement.Pfeiffer)]
    [InlineData(AdapterPlacement.Parallel)]
    public void A_new_task_leaves_every_hidden_state_bit_equal(AdapterPlacement placement)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var model = PublishedModel.Model;
        using var task = SentimentTask.Declared.Create(model, SentimentTask.Declared.Config with { Placement = placement });
        using var batch = model.Tokenize(Texts, UseLiteModel.TokenLimit);

        var (bare, adapted) = (model.Encode(batch), model.Encode(batch, task.Plan));

        Assert.Equal(bare.data<float>().ToArray(), adapted.data<float>().ToArray());
    }

    [SkippableFact]
    public void A_head_on_the_lowest_layer_reads_its_pooled_features()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var model = PublishedModel.Model;
        using var lower = model.Truncate(1);
        using var task = SentimentTask.Declared.On(lower).Create(lower, SentimentTask.Declared.Config.HeadOnly());
        task.eval();
        using var batch = lower.Tokenize(Texts, UseLiteModel.TokenLimit);
        var expected = model.Pool(model.EncodePrefix(batch, 1), batch);

        Assert.Equal([2, lower.Width], expected.shape);
        Assert.Equal(task.Head(expected).data<float>().ToArray(), task.Forward(batch).data<float>().ToArray());
    }

    [SkippableTheory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Tasks_in_parallel_compute_the_same_logits_as_each_alone(bool firstLayer, bool ownNorms)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var model = PublishedModel.Model;
        var config = SentimentTask.Declared.Config with
        {
            TuneNorms = ownNorms,
            Drop = firstLayer ? DropSet.None : DropSet.FirstLayers(1),
        };
        var tasks = new[] { "one", "two" }.Select(name => SentimentTask.Named(name).Create(model, config)).ToList();
        foreach (var parameter in tasks.SelectMany(task => task.parameters()))
            parameter.add_(randn_like(parameter), alpha: 0.02);
        tasks.ForEach(task => task.eval());
        using var batch = model.Tokenize(Texts, UseLiteModel.TokenLimit);
        using var live = model.Compile(Setup.Parallel("one", "two"), tasks);
        using var folded = model.Compile(Setup.Parallel("one", "two"), tasks, PlanPurpose.Inference);

        foreach (var plan in new[] { live, folded })
        {
            using var answers = model.Forward(batch, plan);
            foreach (var task in tasks)
            {
                var alone = task.Forward(batch);
                Assert.Equal(alone.shape, answers[task.Id].shape);
                Assert.InRange((alone - answers[task.Id]).abs().max().ToDouble(), 0, 1e-5 * Math.Max(1, alone.abs().max().ToDouble()));
            }
        }

        tasks.ForEach(task => task.Dispose());
    }

    [SkippableFact]
    public void Every_weight_of_a_task_gets_a_gradient_and_no_weight_of_the_model_does()
    {
        using var scope = NewDisposeScope();
        var model = PublishedModel.Model;
        using var task = SentimentTask.Declared.Create(model);
        using (no_grad())
        {
            foreach (var parameter in task.parameters())
                parameter.add_(0.01);
        }

        using var batch = model.Tokenize(Texts, UseLiteModel.TokenLimit);

        task.Forward(batch).square().sum().backward();

        Assert.Equal(
            ["layers.0.attention", "layers.0.feed_forward", "layers.1.attention", "layers.1.feed_forward"],
            task.named_parameters().Where(entry =>
                entry.name.StartsWith("layers", StringComparison.Ordinal) && entry.name.Contains(".norm.", StringComparison.Ordinal))
                .Select(entry => entry.name[..entry.name.IndexOf(".norm.", StringComparison.Ordinal)]).Distinct());
        Assert.All(task.named_parameters(), entry => Assert.True(entry.parameter.grad?.count_nonzero().item<long>() > 0, entry.name));
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [SkippableFact]
    public void Full_fine_tuning_gives_every_weight_a_gradient_except_the_sentence_projection()
    {
        using var scope = NewDisposeScope();
        using var model = UseLiteModel.Load(PublishedModel.Directory);
        foreach (var parameter in model.parameters())
            parameter.requires_grad = true;

        using var batch = model.Tokenize(Texts, UseLiteModel.TokenLimit);

        model.PooledFeatures(batch).square().sum().backward();

        var untouched = model.named_parameters()
            .Where(entry => !(entry.parameter.grad?.count_nonzero().item<long>() > 0))
            .Select(entry => entry.name);
        Assert.Equal(["sentence.weight", "sentence.bias"], untouched.Order(StringComparer.Ordinal).Reverse());
    }
}

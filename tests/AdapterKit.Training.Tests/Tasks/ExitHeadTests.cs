namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class ExitHeadTests
{
    [Fact]
    public void A_head_on_the_first_layers_is_right_more_often_where_it_is_confident()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var lower = backbone.Truncate(1);
        var data = TinyWorld.Data();
        var trainer = new Trainer(lower, TinyWorld.Options with { Mode = TrainingMode.Head });
        using var trained = trainer.Train(VowelTask.Declared.On(lower), data);
        var exit = trained.Task;
        exit.eval();
        using var task = VowelTask.Declared.Create(backbone);
        task.eval();

        var scores = data.Test.Select(example => exit.Forward(backbone.Tokenize([example.Text], maxTokens: 16)).softmax(1)).ToList();
        var middle = scores.Select(score => score.amax().ToDouble()).Order().ElementAt(scores.Count / 2);
        using var dynamic = new DynamicDrop(backbone, "vowels", [task], new ConfidenceDrop(exit, confidence: middle, sure: 2, unsure: 1));
        var (sure, unsure) = (new List<bool>(), new List<bool>());
        foreach (var (example, score) in data.Test.Zip(scores))
        {
            var isRight = data.Labels[(int)score.argmax().ToInt64()] == example.Label;
            (Dropped(dynamic, backbone, example.Text) == 2 ? sure : unsure).Add(isRight);
        }

        Assert.True(trained.Validation["accuracy"] > 0.7, $"The head reached {trained.Validation["accuracy"]}.");
        Assert.InRange(sure.Count, scores.Count / 4, scores.Count * 3 / 4);
        Assert.True(Share(sure) > Share(unsure), $"Right where sure: {Share(sure)}, elsewhere: {Share(unsure)}.");
    }

    [Fact]
    public void Borrowed_layers_can_be_trained_through_their_owner_only()
    {
        using var backbone = TinyWorld.Backbone();
        using var lower = backbone.Truncate(1);
        backbone.train();
        lower.eval();

        Assert.All(backbone.modules(), module => Assert.False(module.training));
        var trainer = new Trainer(lower, TinyWorld.Options with { Mode = TrainingMode.Full });
        var error = Assert.Throws<ArgumentException>(() => trainer.Train(VowelTask.Declared.On(lower), TinyWorld.Data()));
        Assert.StartsWith("The backbone 'bert[0..0]' has no weights of its own", error.Message, StringComparison.Ordinal);
    }

    private static double Share(List<bool> right) => right.Average(one => one ? 1.0 : 0.0);

    private static int Dropped(DynamicDrop dynamic, Backbone backbone, string text)
    {
        using var batch = backbone.Tokenize([text], maxTokens: 16);
        var (answers, dropped) = dynamic.Forward(batch);
        answers.Dispose();
        return dropped;
    }
}

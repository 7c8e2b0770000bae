namespace AdapterKit.Training.Tests;

/// <summary>What training minimizes, in numbers worked out by hand.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class LossTests
{
    // Three of four texts are "few".
    private static readonly TextDataSet Data = new(
        ["few", "many"],
        [new("bcd", "few"), new("cdf", "few"), new("dfg", "few"), new("aei", "many")],
        [new("bcd", "few")],
        []);

    [Theory]
    [InlineData(false, new[] { 0, 1, 2, 3 }, 1.111641)] // (3 · ln 4 + ln 4/3) / 4
    [InlineData(true, new[] { 0, 1, 2, 3 }, 0.836988)] // (3 · 2/3 · ln 4 + 2 · ln 4/3) / (3 · 2/3 + 2)
    [InlineData(true, new[] { 0, 3 }, 0.562335)] // (2/3 · ln 4 + 2 · ln 4/3) / (2/3 + 2)
    public void Balanced_labels_count_in_inverse_proportion_to_their_frequency(bool balance, int[] texts, double expected)
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var task = VowelTask.Declared.Create(backbone);
        using var training = new TaskTraining(task, Data, TinyWorld.Options with { BalanceLabels = balance });

        // Every text gets the probabilities 1/4 for "few" and 3/4 for "many".
        Assert.Equal(expected, ComputeLoss(training, texts, 0, MathF.Log(3)), 1e-5);
    }

    [Fact]
    public void A_label_without_texts_leaves_the_balanced_loss_finite()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var task = VowelTask.Declared.Create(backbone);
        var data = Data with { Train = [.. Data.Train.Take(3)] };
        using var training = new TaskTraining(task, data, TinyWorld.Options with { BalanceLabels = true });

        Assert.Equal(MathF.Log(2), ComputeLoss(training, [0, 1, 2], 0, 0), 1e-5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 0.64)] // four sites · 0.01 · ‖I − 2I‖², which is the width of 16
    [InlineData(0.5, 32)]
    public void The_regularization_loss_of_a_fusion_is_part_of_it(double regularization, double expected)
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var vowels = VowelTask.Declared.Create(backbone);
        using var letters = VowelTask.Named("letters").Create(backbone);
        using var task = CreateFused(backbone, regularization, vowels, letters);
        using var training = new TaskTraining(task, Data, TinyWorld.Options);
        foreach (var site in backbone.Encoder.Sites)
        {
            using var frozen = no_grad();
            task.FusionAt(site)!.Value!.weight.copy_(eye(16) * 2);
        }

        Assert.Equal(Math.Log(2) + expected, ComputeLoss(training, [0, 1, 2, 3], 0, 0), 1e-5);
    }

    [Fact]
    public void Regularization_keeps_value_projections_near_the_identity_while_a_fusion_is_trained()
    {
        using var backbone = TinyWorld.Backbone();
        // Members that change nothing would give the value projections no gradient.
        using var vowels = Train(VowelTask.Declared, VowelTask.Declared.Config, epochs: 1);
        using var letters = Train(VowelTask.Named("letters"), VowelTask.Declared.Config, epochs: 1);

        var (with, without) = (Distance(10), Distance(0));
        Assert.True(with < 0.5 * without, $"With regularization {with}, without {without}.");

        double Distance(double regularization)
        {
            using var scope = NewDisposeScope();
            using var result = Train(VowelTask.Declared, Configure(regularization, vowels.Task, letters.Task), epochs: 2);
            return backbone.Encoder.Sites.Sum(site => (result.Task.FusionAt(site)!.Value!.weight - eye(16)).norm().item<float>());
        }

        TrainingResult Train(TaskDeclaration declaration, AdapterConfig config, int epochs) =>
            new Trainer(backbone, TinyWorld.Options with { Epochs = epochs }).Train(declaration, TinyWorld.Data(), config);
    }

    // Without features, the head's bias is the logits of every text.
    private static float ComputeLoss(TaskTraining training, int[] texts, params float[] logits)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var head = training.Task.modules().OfType<TaskHead>().Single();
        head.named_parameters().Single(entry => entry.name == "output.bias").parameter.copy_(tensor(logits));
        var features = zeros(texts.Length, training.Task.Backbone.Width);
        return training.Task.ComputeLoss(features, training.GetTargets(texts), training.LabelWeights).item<float>();
    }

    private static TaskAdapter CreateFused(Backbone backbone, double regularization, params TaskAdapter[] members) =>
        VowelTask.Declared.Create(backbone, Configure(regularization, members));

    private static AdapterConfig Configure(double regularization, params TaskAdapter[] members)
    {
        var fusion = new FusionConfig(Setup.Fuse("vowels", "letters")) { Options = new() { Regularization = regularization } };
        return AdapterConfig.Fused(fusion) with { Members = members };
    }
}

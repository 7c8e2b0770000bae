using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>A checkpoint fits a model as a whole, or nothing of it is taken.</summary>
public sealed class CheckpointLoaderTests : IDisposable
{
    private const string Prefix = "model.";

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly MappedModel published = new();
    private readonly MappedModel model = new();

    public void Dispose()
    {
        model.Dispose();
        published.Dispose();
        scope.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData(Prefix)]
    public void Every_weight_is_loaded_with_and_without_the_prefix(string prefix)
    {
        using var source = MemoryCheckpoint.Of(published, prefix);

        var coverage = Load(source);

        Assert.Equal(published.Weights, model.Weights);
        Assert.Equal(source.Keys.Order(), coverage.Loaded.Select(entry => entry.Key).Order());
        Assert.Contains((prefix + "self.key.bias", "attention.k.bias"), coverage.Loaded);
        Assert.Empty(coverage.Ignored);
        Assert.Empty(coverage.Defaulted);
    }

    [Fact]
    public void Matrices_are_transposed_and_parts_take_their_rows()
    {
        using var source = MemoryCheckpoint.Of(published);
        Load(source);

        Assert.Equal([4, 6], source.Describe("mlp.fc.weight").Shape);
        Assert.Equal([6, 4], source.Describe("mlp.proj.weight").Shape);
        Assert.Equal([6], source.Describe("mlp.fc.bias").Shape);
        Assert.Empty(source.Describe("scale").Shape);
        var weights = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Tensors.AssertClose(weights["mlp.expand.weight"], source.Read("mlp.fc.weight").t(), 0, "fc1");
        Tensors.AssertClose(weights["attention.projection.weight"].narrow(0, 4, 4), source.Read("self.key.weight"), 0, "k");
        Tensors.AssertClose(weights["attention.projection.bias"].narrow(0, 8, 4), source.Read("self.value.bias"), 0, "v");
    }

    [Fact]
    public void Norms_may_have_their_old_names_and_other_weights_may_not()
    {
        using var source = MemoryCheckpoint.Of(published, Prefix);
        source.Rename("model.LayerNorm.weight", "model.LayerNorm.gamma");
        source.Rename("model.LayerNorm.bias", "model.LayerNorm.beta");
        var coverage = Load(source);

        Assert.Equal(published.Weights, model.Weights);
        Assert.Contains(("model.LayerNorm.gamma", "norm.weight"), coverage.Loaded);
        source.Rename("model.words.weight", "model.words.gamma");
        AssertRefused(source, "'model.words.weight' is missing (for words.weight)", "'model.words.gamma' is unknown to the model");
    }

    [Fact]
    public void A_norm_under_both_names_is_refused()
    {
        using var source = MemoryCheckpoint.Of(published);
        source.Add("LayerNorm.gamma");

        AssertRefused(source, "'LayerNorm.gamma' is unknown to the model");
    }

    [Fact]
    public void Optional_weights_keep_their_values_and_ignored_keys_are_named()
    {
        using var source = MemoryCheckpoint.Of(published);
        source.Drop("mix.bias");
        source.Drop("bias");
        source.Add("cls.head.weight");
        source.Add("a.position_ids");
        var before = model.Weights;
        var coverage = Load(source);

        Assert.Equal(["mix.bias", "bias"], coverage.Defaulted);
        Assert.Equal(["a.position_ids", "cls.head.weight"], coverage.Ignored);
        Assert.Equal(before["mix.bias"], model.Weights["mix.bias"]);
        Assert.Equal(before["bias"], model.Weights["bias"]);
        Assert.Equal(published.Weights["mix.weight"], model.Weights["mix.weight"]);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Bool)]
    public void Types_that_would_lose_digits_are_refused(ScalarType type)
    {
        using var source = MemoryCheckpoint.Of(published);
        source.Change("mlp.fc.bias", value => value.to_type(type));

        AssertRefused(source, $"'mlp.fc.bias' is {type}, but the model needs Float32");
    }

    [Fact]
    public void A_model_of_a_narrow_type_takes_its_own_type_alone()
    {
        model.to(ScalarType.BFloat16);
        using var source = MemoryCheckpoint.Of(published);
        foreach (var key in source.Keys.ToList())
            source.Change(key, value => value.to_type(key == "self.key.bias" ? ScalarType.Float16 : ScalarType.BFloat16));

        Assert.Equal(
            ["'self.key.bias' is Float16, but the model needs BFloat16"],
            ProblemsOf(Assert.Throws<CheckpointException>(() => Load(source))));
        source.Change("self.key.bias", value => value.to_type(ScalarType.BFloat16));
        Load(source);
    }

    [Fact]
    public void All_problems_are_in_one_message_and_nothing_is_changed()
    {
        using var source = MemoryCheckpoint.Of(published, Prefix);
        source.Drop("model.scale");
        source.Drop("model.bias");
        source.Change("model.words.weight", value => value.narrow(0, 0, 6));
        source.Change("model.mlp.fc.weight", value => value.t());
        source.Change("model.mlp.fc.bias", value => value.to_type(ScalarType.Int64));
        source.Rename("model.self.query.bias", "self.query.bias");

        AssertRefused(
            source,
            "'model.words.weight' has the shape [6, 4], but the model needs [7, 4]",
            "'model.self.query.bias' is missing (for attention.q.bias)",
            "'model.mlp.fc.weight' has the shape [6, 4], but the model needs [4, 6]",
            "'model.mlp.fc.bias' is Int64, but the model needs Float32",
            "'model.scale' is missing (for scale)",
            "'self.query.bias' is unknown to the model");
    }

    [Fact]
    public void A_checkpoint_of_another_model_is_refused_in_a_few_lines()
    {
        using var source = new MemoryCheckpoint(Enumerable.Range(0, 100).Select(index => ($"other.{index}", zeros(1))));
        var problems = ProblemsOf(Assert.Throws<CheckpointException>(() => Load(source)));

        Assert.Equal(13, problems.Count);
        Assert.Equal($"and {16 + 100 - 12} more", problems[^1]);
    }

    [Fact]
    public void A_check_says_the_same_and_changes_nothing()
    {
        using var source = MemoryCheckpoint.Of(published);
        source.Add("cls.bias");
        var before = model.Weights;
        var coverage = CheckpointLoader.Check(source, model, Prefix, MappedModel.Ignored);

        Assert.Equal(before, model.Weights);
        var loaded = Load(source);
        Assert.Equal(loaded.Loaded, coverage.Loaded);
        Assert.Equal(loaded.Ignored, coverage.Ignored);
        source.Drop("scale");
        Assert.Throws<CheckpointException>(() => CheckpointLoader.Check(source, model, Prefix, MappedModel.Ignored));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_native_tensor_is_left_behind(bool fits)
    {
        using var source = MemoryCheckpoint.Of(published);
        source.Change("words.weight", value => value.to_type(ScalarType.Float16));
        if (!fits)
            source.Drop("scale");

        NativeTensors.NoneLeftBehind(() =>
        {
            if (fits)
                Load(source);
            else
                Assert.Throws<CheckpointException>(() => Load(source));
        });
    }

    /// <summary>Every change to a valid checkpoint either leaves it valid, or is named.</summary>
    [Fact]
    public void A_changed_checkpoint_is_taken_if_it_still_says_the_same_and_refused_otherwise()
    {
        var taken = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            using var inner = NewDisposeScope();
            var any = new Random(seed);
            using var changed = new ChangedCheckpoint(published, any.Next(2) == 0 ? Prefix : "", any);
            using var fresh = new MappedModel();
            var before = fresh.Weights;
            if (changed.Problems.Count > 0)
            {
                var error = Assert.Throws<CheckpointException>(
                    () => CheckpointLoader.Load(changed.Source, fresh, Prefix, MappedModel.Ignored));
                Assert.Equal(changed.Problems.Order(), ProblemsOf(error).Select(problem => problem.Split('\'')[1]).Order());
                Assert.Equal(before, fresh.Weights);
                continue;
            }

            taken++;
            CheckpointLoader.Load(changed.Source, fresh, Prefix, MappedModel.Ignored);
            Assert.All(changed.Absent, name => Assert.Equal(before[name], fresh.Weights[name]));
            foreach (var slot in WeightMap.GetSlots(fresh).Where(slot => !changed.Absent.Contains(slot.Name)))
                Tensors.AssertClose(slot.Read(), changed.Values[slot.Key].to_type(ScalarType.Float32), 0, slot.Name);
        }

        Assert.InRange(taken, 50, 450);
    }

    private static List<string> ProblemsOf(CheckpointException error) => [.. error.Message.Split("\n- ").Skip(1)];

    private CheckpointCoverage Load(CheckpointSource source) => CheckpointLoader.Load(source, model, Prefix, MappedModel.Ignored);

    private void AssertRefused(CheckpointSource source, params string[] problems)
    {
        var before = model.Weights;
        var error = Assert.Throws<CheckpointException>(() => Load(source));

        Assert.StartsWith("checkpoint does not fit the model.", error.Message, StringComparison.Ordinal);
        Assert.Equal(problems, ProblemsOf(error));
        Assert.Equal(before, model.Weights);
    }
}

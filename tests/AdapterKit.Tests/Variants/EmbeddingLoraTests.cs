using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>LoRA of the tables of words and positions.</summary>
public sealed class EmbeddingLoraTests : IDisposable
{
    private readonly Backbone backbone = TinyBert.Load();

    public void Dispose() => backbone.Dispose();

    /// <summary>The hidden states are those of a model with other tables.</summary>
    [Theory]
    [InlineData(EmbeddingTable.Words)]
    [InlineData(EmbeddingTable.Positions)]
    public void It_is_a_model_with_a_changed_table(EmbeddingTable table)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var task = Create("a", table);
        using var batch = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);
        var adapted = backbone.Encode(batch, task.Plan);

        using var changed = TinyBert.Load();
        var weights = task.named_parameters().ToDictionary(weight => weight.name, weight => (Tensor)weight.parameter);
        changed.Tables!.Find(table).weight!.add_(
            1.5 * weights["embeddings.adapter.b"].mm(weights["embeddings.adapter.a"]).t());

        Tensors.AssertClose(adapted, changed.Encode(batch), 1e-5, "the hidden states");
        Assert.False(adapted.allclose(backbone.Encode(batch)), "The adapter changes nothing.");
    }

    [Fact]
    public void Tasks_with_other_tables_and_none_run_in_one_pass()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var words = Create("words", EmbeddingTable.Words);
        using var positions = Create("positions", EmbeddingTable.Positions);
        using var batch = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);
        using var plan = backbone.Compile(Setup.Parallel("words", "positions", Setup.Bare), [words, positions]);
        using var answers = backbone.Forward(batch, plan);

        Tensors.AssertClose(answers["words"], words.Forward(batch), 1e-5, "the table of words");
        Tensors.AssertClose(answers["positions"], positions.Forward(batch), 1e-5, "the table of positions");
        NativeTensors.NoneLeftBehind(() => backbone.Forward(batch, plan).Dispose());
    }

    /// <summary>What is above in a stack changes the tables on top of what is below.</summary>
    [Fact]
    public void A_stack_adds_the_changes_up()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var words = Create("words", EmbeddingTable.Words);
        using var positions = Create("positions", EmbeddingTable.Positions);
        using var batch = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);
        using var stack = backbone.Compile(Setup.Stack("words", "positions"), [words, positions]);
        using var reversed = backbone.Compile(Setup.Stack("positions", "words"), [words, positions]);

        Tensors.AssertClose(backbone.Encode(batch, stack), backbone.Encode(batch, reversed), 1e-5, "the order");
        Assert.False(backbone.Encode(batch, stack).allclose(backbone.Encode(batch, words.Plan)), "One of the two is lost.");
    }

    [Fact]
    public void A_fresh_one_changes_nothing_and_learns_the_rows_that_occur()
    {
        using var scope = NewDisposeScope();
        using var task = AnyTask.Named("a").Create(backbone, new(EmbeddingLoraAdapter.Variant));
        using var batch = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);
        Tensors.AssertClose(backbone.Encode(batch, task.Plan), backbone.Encode(batch), 0, "a fresh adapter");

        task.Forward(batch).square().sum().backward();

        var gradient = task.named_parameters().Single(weight => weight.name == "embeddings.adapter.a").parameter.grad!;
        var learned = (gradient.abs().sum(0L) > 0).nonzero().flatten().data<long>().ToArray();
        Assert.Equal([5, 6, 9, 10, 11, 12], learned.Where(id => id != 0));
    }

    [Fact]
    public void A_backbone_without_tables_is_refused_with_the_place()
    {
        using var other = new PreNormBackbone();

        var error = Assert.Throws<TaskConfigException>(() => AnyTask.Named("a").Create(other, new(EmbeddingLoraAdapter.Variant)));

        Assert.Contains("'embeddings'", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be changed", error.Message, StringComparison.Ordinal);
    }

    private TaskAdapter Create(string name, EmbeddingTable table)
    {
        var options = new EmbeddingLoraOptions { Table = table, Rank = 2, Alpha = 3 };
        var task = AnyTask.Named(name).Create(backbone, new(EmbeddingLoraAdapter.Variant) { Options = options });
        using var frozen = no_grad();
        foreach (var (weight, parameter) in task.named_parameters())
        {
            if (weight.StartsWith("embeddings.", StringComparison.Ordinal))
                parameter.normal_(0, 1);
        }

        return task;
    }
}

using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Rows that want different tasks share a pass, and are answered as each task alone answers them.</summary>
public sealed class RowPredictorTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_row_is_answered_as_its_task_alone_answers_it(int seed)
    {
        manual_seed(seed);
        var any = new Random(seed);
        using Backbone backbone = seed % 2 == 0 ? TinyBert.Load() : new PreNormBackbone();
        using var tasks = new RandomTasks(backbone, any);
        List<TokenizedText> texts = [.. Enumerable.Range(0, 6).Select(index => Text(new string((char)('a' + index), any.Next(1, 12))))];
        List<TaskRow> rows = [.. Enumerable.Range(0, 16).Select(
            _ => new TaskRow(tasks.All[any.Next(tasks.All.Count)], texts[any.Next(texts.Count)]))];

        // A plan is compiled when it is first asked for.
        Assert.All(tasks.All, task => Assert.NotNull(task.Plan));
        RowAnswer[] answers = [];
        NativeTensors.NoneLeftBehind(() => answers = new RowPredictor(backbone, null).Answer(rows));

        // The same padding: some of these variants see it.
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad(rows.ConvertAll(row => row.Text), padId: 0);
        foreach (var (index, (prediction, fault)) in answers.Index())
        {
            Assert.Null(fault);
            var expected = rows[index].Task.Forward(batch)[index].softmax(-1).data<float>().ToArray();
            Assert.All(
                expected.Zip(((Prediction)prediction!).Probabilities.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        TokenizedText Text(string text) => TokenizedText.Create(backbone.Tokenizer, text, 40);
    }

    [Theory]
    [InlineData("throw", "on strike")]
    [InlineData("shape", "shape [2, 3, 32] instead of [1, 3, 32]")]
    public void An_adapter_that_fails_within_the_pass_fails_on_its_own_rows(string fault, string reason)
    {
        using var backbone = TinyBert.Load();
        using var good = AnyTask.Named("good").Create(backbone);
        using var bad = AnyTask.Named("bad").Create(
            backbone,
            new(FaultyAdapter.Variant) { Options = new FaultyOptions { Fault = fault }, Placement = AdapterPlacement.Sequential });
        good.eval();
        bad.eval();
        Assert.NotSame(good.Plan, bad.Plan);
        var text = new TokenizedText([5, 6, 7], false);
        RowAnswer[] answers = [];
        NativeTensors.NoneLeftBehind(
            () => answers = new RowPredictor(backbone, null).Answer([new(good, text), new(bad, text), new(good, text)]));

        Assert.Equal([true, false, true], answers.Select(answer => answer.Fault is null));
        Assert.Contains("Task 'bad' failed", answers[1].Fault, StringComparison.Ordinal);
        Assert.Contains(reason, answers[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_below_the_first_adapter_see_each_text_once()
    {
        using var backbone = TinyBert.Load();
        var upper = new AdapterConfig(BottleneckAdapter.Variant) { Drop = DropSet.FirstLayers(2) };
        using var a = AnyTask.Named("a").Create(backbone, upper);
        using var b = AnyTask.Named("b").Create(backbone, upper);
        a.eval();
        b.eval();
        var rows = new List<long>();
        var hook = backbone.Encoder.Layers[0].register_forward_hook((_, input, pass, output) =>
        {
            rows.Add(input.size(0));
            return output;
        });
        var text = new TokenizedText([5, 6, 7], false);
        new RowPredictor(backbone, null).Answer([new(a, text), new(b, text), new(b, new([8], false))]);
        hook.remove();

        Assert.Equal([2], rows);
    }
}

public sealed record FaultyOptions : VariantOptions
{
    public string Fault { get; init; } = "";
}

/// <summary>An adapter whose mathematics fails.</summary>
[AdapterVariant("faulty")]
public sealed partial class FaultyAdapter(AdapterShape shape, FaultyOptions options) : ResidualAdapter
{
    public override Tensor Delta(Tensor h) => options.Fault == "throw"
        ? throw new InvalidOperationException($"on strike at width {shape.Width}")
        : h.repeat(2, 1, 1);
}

using System.Text.Json;

namespace AdapterKit.Onnx.Tests;

/// <summary>Tasks of every kind compute what they compute here.</summary>
public sealed class KindExportTests : IDisposable
{
    private readonly Backbone backbone = RandomModels.Create("bert");
    private readonly TaskAdapter[] tasks;

    public KindExportTests() => tasks =
    [
        .. new[]
        {
            AnyLabelsTask.Declared, AnyValueTask.Declared, AnyPairTask.Declared, AnyLikenessTask.Declared, AnyTagsTask.Declared,
        }
            .Select(declaration => AnyTask.Randomize(declaration.On(backbone).Create(backbone), 0.15)),
    ];

    public void Dispose()
    {
        foreach (var task in tasks)
            task.Dispose();

        backbone.Dispose();
    }

    [Theory]
    [InlineData("any-labels", "multi-label")]
    [InlineData("any-value", "regression")]
    [InlineData("any-pair", "pair")]
    [InlineData("any-likeness", "similarity")]
    [InlineData("any-tags", "tagging")]
    public void Logits_and_probabilities_match(string id, string kind)
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        var task = tasks.Single(task => task.Id == id);
        using var model = new ExportedModel([task]);
        foreach (var seed in Enumerable.Range(0, 5))
        {
            using var batch = CreateBatch(new Random(seed), task.Declaration.Kind.Reading == TaskReading.Pair);
            using var plan = backbone.Compile(task);
            var features = task.ReadsTokens ? backbone.Encode(batch, plan) : backbone.PooledFeatures(batch, plan);
            var (expected, real) = (task.Head(features), task.ReadsTokens ? batch.Mask.unsqueeze(-1) : ones(1, 1, ScalarType.Bool));

            AssertClose(expected, model.Run(batch, id), real);
            if (FindProbabilities(kind, expected) is { } probabilities)
                AssertClose(probabilities, model.Run(batch, $"{id}.probabilities"), real);
        }

        var written = JsonElement.Parse(model.Metadata.CustomMetadataMap["adapterkit.tasks"])[0];
        Assert.Equal(kind, written.GetProperty("kind").GetString());
    }

    [Fact]
    public void A_number_has_no_probabilities()
    {
        using var model = new ExportedModel(tasks);

        Assert.Equal(
            [
                "any-labels", "any-labels.probabilities", "any-value", "any-pair", "any-pair.probabilities", "any-likeness", "any-tags",
                "any-tags.probabilities",
            ],
            model.Outputs);
    }

    private static Tensor? FindProbabilities(string kind, Tensor logits) => kind switch
    {
        "multi-label" => logits.sigmoid(),
        "pair" or "tagging" => logits.softmax(-1),
        _ => null,
    };

    // Nobody reads what a token of padding gets.
    private static void AssertClose(Tensor expected, Tensor actual, Tensor real) =>
        Assert.InRange(ExportedModel.MeasureDifference(expected * real, actual * real), 0, 1e-5);

    private static TokenBatch CreateBatch(Random any, bool hasPairs)
    {
        if (!hasPairs)
            return RandomModels.CreateBatch(any);

        return TokenBatch.Pad(
            [
                .. Enumerable.Range(0, any.Next(1, 6)).Select(_ =>
                {
                    int[] ids = [.. Enumerable.Range(0, any.Next(2, 20)).Select(_ => any.Next(1, 40))];
                    return new TokenizedText(ids, IsTruncated: false) { SecondStart = any.Next(1, ids.Length) };
                }),
            ],
            padId: 0);
    }
}

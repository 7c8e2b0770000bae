using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Tests;

[TaskAdapter("topics", Backbone = ArcticXs.Id)]
[Labels("win", "lunch")]
public sealed partial class TopicsTask : MultiLabelTask<BottleneckAdapter>;

[TaskAdapter("length", Backbone = ArcticXs.Id)]
public sealed partial class LengthTask : RegressionTask<BottleneckAdapter>;

[TaskAdapter("stars", Backbone = ArcticXs.Id)]
public sealed partial class StarsTask : StarTask<BottleneckAdapter>;

/// <summary>A kind of task as a user would add it: one to five stars.</summary>
public sealed class StarKind : TaskKind<int, StarPrediction>
{
    public override string Id => "stars";

    public override string TargetColumn => "stars";

    public override int CountOutputs(IReadOnlyList<string> labels) => 1;

    public override int ReadTarget(IReadOnlyList<string> labels, string written) => written.Length is >= 1 and <= 5
        && written.All(character => character == '*')
        ? written.Length
        : throw new ArgumentException($"'{written}' is not a number of stars. Write * to *****.");

    public override Tensor CreateTargets(IReadOnlyList<string> labels, IReadOnlyList<int> targets, IReadOnlyList<TokenizedText> texts) =>
        tensor(targets.Select(target => (float)target).ToArray(), [targets.Count, 1]);

    public override StarPrediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text) =>
        new((int)Math.Round(Math.Clamp(logits[0], 1, 5)), text.IsTruncated);

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(int Target, StarPrediction Prediction)> pairs) =>
        new StarScores(pairs.Count, pairs.Count(pair => Math.Abs(pair.Target - pair.Prediction.Stars) <= 1));
}

public sealed record StarPrediction(int Stars, bool IsTruncated) : TaskPrediction(IsTruncated)
{
    public override IReadOnlyList<PredictedPart> Parts => [new(new string('*', Stars), Probability: null)];

    public override JsonObject ToJson() => new() { ["stars"] = Stars };
}

public sealed class StarScores(int count, int near) : TaskScores
{
    public override int Count => count;

    public override IReadOnlyList<Metric> Metrics => [new("near", "at most one off", (double)near / count)];

    public override double Selection => near;
}

public abstract class StarTask : TextTask<StarPrediction>
{
    private readonly TaskHead head;

    protected StarTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
        head = new TaskHead(backbone.Width, outputs: 1);
        register_module("head", head);
    }

    public static TaskKind Kind { get; } = new StarKind();

    public override Tensor Head(Tensor features) => head.call(features);

    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights) =>
        nn.functional.smooth_l1_loss(Head(features), targets);
}

public abstract class StarTask<TVariant>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : StarTask(declaration, backbone, config)
    where TVariant : ResidualAdapter, IAdapterVariant;

[TaskAdapter("entail", Backbone = ArcticXs.Id)]
[Labels("no", "yes")]
public sealed partial class EntailTask : PairTask<BottleneckAdapter>;

[TaskAdapter("alike", Backbone = ArcticXs.Id)]
public sealed partial class AlikeTask : SimilarityTask<BottleneckAdapter>;

[TaskAdapter("names", Backbone = ArcticXs.Id)]
[Labels("O", "B-PER", "I-PER")]
public sealed partial class NamesTask : TaggingTask<BottleneckAdapter>;

[TaskAdapter("tone", Backbone = ArcticXs.Id)]
[Labels("rude", "kind")]
public sealed partial class ToneTask : ClassificationTask<LoraAdapter>;

[TaskAdapter("mood", Backbone = ArcticXs.Id)]
[Labels("rude", "kind")]
public sealed partial class MoodTask : ClassificationTask<LoraAdapter>;

using System.Text.Json.Nodes;

namespace AdapterKit.Cluster;

/// <summary>A prediction that crosses silos: its JSON and its parts, whatever the type of its kind.</summary>
/// <param name="Json">The JSON.</param>
/// <param name="Texts">The parts.</param>
/// <param name="IsTruncated">Whether the text had more tokens than the task reads.</param>
internal sealed record RemotePrediction(string Json, IReadOnlyList<PredictedPart> Texts, bool IsTruncated) : TaskPrediction(IsTruncated)
{
    public override IReadOnlyList<PredictedPart> Parts => Texts;

    public override JsonObject ToJson() => JsonNode.Parse(Json)!.AsObject();

    /// <summary>Reads a prediction, which may run the code of a plugin.</summary>
    public static RemotePrediction Of(TaskPrediction prediction) =>
        new(prediction.ToJson().ToJsonString(), [.. prediction.Parts], prediction.IsTruncated);
}

using System.Text.Json.Nodes;

namespace AdapterKit.Cli.Reports;

/// <summary>A metric over several seeds.</summary>
/// <param name="Key">Its key, such as <c>macroF1</c>.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Spread">Its standard deviation.</param>
internal readonly record struct MeanMetric(string Key, double Mean, double Spread)
{
    /// <summary>Writes means and standard deviations as properties of one object: <c>macroF1</c> and <c>macroF1Spread</c>.</summary>
    public static JsonObject ToJson(IEnumerable<MeanMetric> metrics)
    {
        var json = new JsonObject();
        foreach (var (key, mean, spread) in metrics)
            (json[key], json[$"{key}Spread"]) = (mean, spread);

        return json;
    }
}

using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Says in AdapterHub's fields what adapters a task has.</summary>
/// <param name="task">The task; borrowed.</param>
internal sealed class HubConfigWriter(TaskAdapter task)
{
    private static readonly string[] Matrices = ["q", "k", "v"];

    private readonly AdaptedStack encoder = task.Backbone.Encoder;

    /// <summary>Describes the adapters, one configuration for each set and choice of layers.</summary>
    /// <exception cref="InterchangeException">AdapterHub has no name for something that the task has.</exception>
    public IReadOnlyList<JsonObject> Describe()
    {
        var residual = encoder.Sites
            .Where(site => task.AdapterAt(site) is not null)
            .Select(site => (Set: task.Config.FindSet(site)!, site.Layer, Point: site.Point.Name));
        var projected = encoder.ProjectionSites
            .Where(site => task.AdapterAt(site) is not null)
            .Select(site => (Set: task.Config.FindSet(site)!, site.Layer, Point: site.Name));
        var memories = encoder.MemorySites
            .Where(site => task.AdapterAt(site) is not null)
            .Select(site => (Set: task.Config.FindSet(site)!, site.Layer, Point: site.Name));
        var configs = residual.Concat(projected).Concat(memories)
            .GroupBy(place => (place.Set, place.Point), place => place.Layer)
            .GroupBy(place => (place.Key.Set, Left: string.Join(' ', LeaveOut(place))), place => (place.Key.Point, Layers: place))
            .Select(group => Describe(
                group.Key.Set, [.. group.Select(place => place.Point)], LeaveOut(group.First().Layers)))
            .ToList();
        return configs.Count > 0
            ? configs
            : throw new InterchangeException($"Task '{task.Id}' has no adapters to write.");
    }

    private static JsonNode ToJson(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : number;

    private static JsonArray ToJson<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private List<int> LeaveOut(IEnumerable<int> layers) => [.. Enumerable.Range(0, encoder.Layers.Count).Except(layers)];

    private JsonObject Describe(AdapterSet set, IReadOnlyList<string> points, List<int> leaveOut) => (set.Variant.Id, set.Options) switch
    {
        ("bottleneck", BottleneckOptions options) => DescribeBottleneck(set, options, points, leaveOut),
        ("lora", LoraOptions { RankStabilized: false } options) => DescribeProducts(points, leaveOut, options.Rank, options.Alpha, "add"),
        ("lora", _) => throw new InterchangeException(
            $"Task '{task.Id}' has rank-stabilized LoRA, which AdapterHub cannot say. Export it to PEFT."),
        ("ia3", _) => DescribeProducts(points, leaveOut, rank: 1, alpha: 1, "scale"),
        _ => throw new InterchangeException(
            $"Task '{task.Id}' has adapters of variant '{set.Variant.Id}', which cannot be written for AdapterHub."),
    };

    private JsonObject DescribeProducts(IReadOnlyList<string> points, List<int> leaveOut, int rank, double alpha, string mode)
    {
        var matrices = Matrices.Where(matrix => points.Contains($"attention.{matrix}")).ToList();
        if (points.FirstOrDefault(point => !IsKnown(point)) is { } other)
            throw new InterchangeException($"Task '{task.Id}' has adapters at '{other}', where AdapterHub has none.");

        return new JsonObject
        {
            ["architecture"] = "lora",
            ["r"] = rank,
            ["alpha"] = ToJson(alpha),
            ["attn_matrices"] = ToJson(matrices),
            ["composition_mode"] = mode,
            ["dropout"] = 0.0,
            ["init_weights"] = mode == "add" ? "lora" : "ia3",
            ["selfattn_lora"] = matrices.Count > 0,
            ["intermediate_lora"] = points.Contains("feed_forward.fc1"),
            ["output_lora"] = points.Contains("feed_forward.fc2"),
            ["leave_out"] = ToJson(leaveOut),
            ["use_gating"] = false,
        };

        static bool IsKnown(string point) =>
            point is "attention.q" or "attention.k" or "attention.v" or "feed_forward.fc1" or "feed_forward.fc2";
    }

    private JsonObject DescribeBottleneck(
        AdapterSet set, BottleneckOptions options, IReadOnlyList<string> points, List<int> leaveOut)
    {
        if (points.FirstOrDefault(point => point is not ("attention" or "feed_forward")) is { } other)
            throw new InterchangeException($"Task '{task.Id}' has adapters at '{other}', where AdapterHub has none.");
        if (set.Placement == AdapterPlacement.AfterNorm)
            throw new InterchangeException($"Task '{task.Id}' has adapters after the norm, where AdapterHub has none of this form.");

        return new JsonObject
        {
            ["mh_adapter"] = points.Contains("attention"),
            ["output_adapter"] = points.Contains("feed_forward"),
            ["reduction_factor"] = ToJson(FindReduction(task.Backbone.Width, options.BottleneckOf(task.Backbone.Width))),
            ["non_linearity"] = ActivationNames.Of(options.Activation),
            ["original_ln_before"] = set.Placement == AdapterPlacement.Pfeiffer,
            ["original_ln_after"] = true,
            ["ln_before"] = false,
            ["ln_after"] = false,
            ["init_weights"] = "bert",
            ["is_parallel"] = set.Placement == AdapterPlacement.Parallel,
            ["scaling"] = options.LearnScaling ? "learned" : ToJson(options.Scaling),
            ["use_gating"] = false,
            ["residual_before_ln"] = true,
            ["adapter_residual_before_ln"] = false,
            ["inv_adapter"] = null,
            ["inv_adapter_reduction_factor"] = null,
            ["cross_adapter"] = false,
            ["leave_out"] = ToJson(leaveOut),
            ["phm_layer"] = false,
            ["dropout"] = 0.0,
        };
    }

    // The library divides and cuts off.
    private static double FindReduction(int width, int bottleneck)
    {
        var factor = (double)width / bottleneck;
        return (int)(width / factor) == bottleneck ? factor : Math.BitDecrement(factor);
    }
}

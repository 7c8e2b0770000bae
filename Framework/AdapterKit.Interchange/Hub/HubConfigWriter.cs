using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Says in AdapterHub's fields what adapters a task has.</summary>
/// <param name="task">The task; borrowed.</param>
internal sealed class HubConfigWriter(TaskAdapter task)
{
    private const string Invertible = "inv_adapter";

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
        var sets = task.Config.Sets.ToList();
        var groups = residual.Concat(projected).Concat(memories)
            .GroupBy(place => (place.Set, place.Point), place => place.Layer)
            .GroupBy(place => (place.Key.Set, Left: string.Join(' ', LeaveOut(place))), place => (place.Key.Point, Layers: place))
            .OrderBy(group => sets.IndexOf(group.Key.Set))
            .ToList();
        if (sets.FirstOrDefault(set => task.FindShared(set) is not null && groups.Count(group => group.Key.Set == set) > 1) is { } shared)
        {
            throw new InterchangeException(
                $"Task '{task.Id}' has adapters of variant '{shared.Variant.Id}' that share weights and leave out other layers at each "
                + "point, which AdapterHub cannot say.");
        }

        var configs = groups
            .Select(group => Describe(
                group.Key.Set, [.. group.Select(place => place.Point)], LeaveOut(group.First().Layers)))
            .ToList();
        foreach (var site in encoder.EntrySites.Where(site => task.AdapterAt(site) is not null))
            AddInvertible(configs, task.Config.FindSet(site)!);

        return configs.Count > 0
            ? configs
            : throw new InterchangeException($"Task '{task.Id}' has no adapters to write.");
    }

    // The library says so beside the bottlenecks, with whose activation the networks compute.
    private void AddInvertible(List<JsonObject> configs, AdapterSet set)
    {
        if (set.Options is not InvertibleOptions options)
        {
            throw new InterchangeException(
                $"Task '{task.Id}' has adapters of variant '{set.Variant.Id}' at the embedded tokens, which cannot be written for "
                + "AdapterHub.");
        }

        if (PublishedLayout.FindEntryDifference(task.Backbone) is { } difference)
            throw new InterchangeException($"Task '{task.Id}' cannot be written for AdapterHub: {difference}.");

        var activation = ActivationNames.Of(options.Activation);
        var owner = configs.FirstOrDefault(
            config => config.ContainsKey(Invertible) && config["non_linearity"]!.GetValue<string>() == activation);
        if (owner is null)
        {
            var none = new AdapterSet(BottleneckAdapter.Variant) { Options = new BottleneckOptions { Activation = options.Activation } };
            owner = new HubBottleneckWriter(task, none).Describe([], []);
            configs.Add(owner);
        }

        owner[Invertible] = "nice";
        owner["inv_adapter_reduction_factor"] = HubNumbers.ToJson(options.ReductionFactor);
    }

    private List<int> LeaveOut(IEnumerable<int> layers) => [.. Enumerable.Range(0, encoder.Layers.Count).Except(layers)];

    private JsonObject Describe(AdapterSet set, IReadOnlyList<string> points, List<int> leaveOut) => (set.Variant.Id, set.Options) switch
    {
        ("bottleneck" or "extended-bottleneck" or "compacter", _) => new HubBottleneckWriter(task, set).Describe(points, leaveOut),
        ("lora", LoraOptions { RankStabilized: false } options) => DescribeProducts(points, leaveOut, options.Rank, options.Alpha, "add"),
        ("lora", _) => throw new InterchangeException(
            $"Task '{task.Id}' has rank-stabilized LoRA, which AdapterHub cannot say. Export it to PEFT."),
        ("gated-lora", GatedLoraOptions options) => DescribeProducts(
            points, leaveOut, options.Rank, options.Rank, "add", isGated: HubGates.Is(task, options.Gating)),
        ("ia3", _) => DescribeProducts(points, leaveOut, rank: 1, alpha: 1, "scale"),
        ("computed-prefix", ComputedPrefixOptions options) => DescribePrefix(leaveOut, options),
        _ => throw new InterchangeException(
            $"Task '{task.Id}' has adapters of variant '{set.Variant.Id}', which cannot be written for AdapterHub."),
    };

    private JsonObject DescribePrefix(List<int> leaveOut, ComputedPrefixOptions options) => new()
    {
        ["architecture"] = "prefix_tuning",
        ["encoder_prefix"] = true,
        ["cross_prefix"] = true,
        ["flat"] = false,
        ["prefix_length"] = options.Length,
        ["bottleneck_size"] = options.Units,
        ["non_linearity"] = "tanh",
        ["dropout"] = 0.0,
        ["leave_out"] = HubNumbers.ToJson(leaveOut),
        ["use_gating"] = HubGates.Is(task, options.Gating),
        ["shared_gating"] = !options.GatesApart,
    };

    private JsonObject DescribeProducts(
        IReadOnlyList<string> points, List<int> leaveOut, int rank, double alpha, string mode, bool isGated = false)
    {
        var matrices = Matrices.Where(matrix => points.Contains($"attention.{matrix}")).ToList();
        if (points.FirstOrDefault(point => !IsKnown(point)) is { } other)
            throw new InterchangeException($"Task '{task.Id}' has adapters at '{other}', where AdapterHub has none.");

        return new JsonObject
        {
            ["architecture"] = "lora",
            ["r"] = rank,
            ["alpha"] = HubNumbers.ToJson(alpha),
            ["attn_matrices"] = HubNumbers.ToJson(matrices),
            ["composition_mode"] = mode,
            ["dropout"] = 0.0,
            ["init_weights"] = mode == "add" ? "lora" : "ia3",
            ["selfattn_lora"] = matrices.Count > 0,
            ["intermediate_lora"] = points.Contains("feed_forward.fc1"),
            ["output_lora"] = points.Contains("feed_forward.fc2"),
            ["leave_out"] = HubNumbers.ToJson(leaveOut),
            ["use_gating"] = isGated,
        };

        static bool IsKnown(string point) =>
            point is "attention.q" or "attention.k" or "attention.v" or "feed_forward.fc1" or "feed_forward.fc2";
    }
}

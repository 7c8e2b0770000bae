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
            .GroupBy(place => place.Key.Set, place => new HubGroup([place.Key.Point], FindLeftOut(place.Key.Point, place)))
            .OrderBy(group => sets.IndexOf(group.Key))
            .SelectMany(group => Merge(group).Select(merged => (Set: group.Key, Group: merged)))
            .ToList();
        if (sets.FirstOrDefault(set => task.FindShared(set) is not null && groups.Count(group => group.Set == set) > 1) is { } shared)
        {
            throw new InterchangeException(
                $"Task '{task.Id}' has adapters of variant '{shared.Variant.Id}' that share weights and leave out other layers at each "
                + "point, which AdapterHub cannot say.");
        }

        List<(AdapterSet Set, IReadOnlyList<int> LeftOut)> prefixes =
            [.. groups.Where(group => IsPrefix(group.Set)).Select(group => (group.Set, group.Group.LeftOut))];
        List<JsonObject> configs =
        [
            .. groups.SelectMany(group =>
                !IsPrefix(group.Set) ? [Describe(group.Set, group.Group.Points, group.Group.LeftOut)]
                : group.Set == prefixes[0].Set ? new HubPrefixWriter(task).Describe(prefixes)
                : []),
        ];
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

    private static bool IsPrefix(AdapterSet set) => set.Options is ComputedPrefixOptions;

    // Of an encoder-decoder's layers, some points are in those of the decoder alone.
    private List<int> FindLeftOut(string point, IEnumerable<int> layers) => [.. FindLayers(point).Except(layers)];

    private IEnumerable<int> FindLayers(string point) =>
        encoder.Places.Where(place => place.Name == point).Select(place => place.Layer).Distinct();

    // One configuration leaves the same layers out at all points; those that a point has not need not be left out there.
    private IReadOnlyList<HubGroup> Merge(IEnumerable<HubGroup> points)
    {
        List<HubGroup> all = [.. points];
        List<int> left = [.. all.SelectMany(point => point.LeftOut).Distinct().Order()];
        return all.TrueForAll(point => left.Intersect(FindLayers(point.Points[0])).SequenceEqual(point.LeftOut))
            ? [new([.. all.SelectMany(point => point.Points)], left)]
            : [.. all.GroupBy(point => string.Join(' ', point.LeftOut)).Select(same =>
                new HubGroup([.. same.SelectMany(point => point.Points)], same.First().LeftOut))];
    }

    private JsonObject Describe(AdapterSet set, IReadOnlyList<string> points, IReadOnlyList<int> leaveOut) =>
        (set.Variant.Id, set.Options) switch
        {
            ("bottleneck" or "extended-bottleneck" or "compacter", _) => new HubBottleneckWriter(task, set).Describe(points, leaveOut),
            ("lora", LoraOptions { RankStabilized: false } options) =>
                DescribeProducts(points, leaveOut, options.Rank, options.Alpha, "add"),
            ("lora", _) => throw new InterchangeException(
                $"Task '{task.Id}' has rank-stabilized LoRA, which AdapterHub cannot say. Export it to PEFT."),
            ("gated-lora", GatedLoraOptions options) => DescribeProducts(
                points, leaveOut, options.Rank, options.Rank, "add", isGated: HubGates.Is(task, options.Gating)),
            ("ia3", _) => DescribeProducts(points, leaveOut, rank: 1, alpha: 1, "scale"),
            _ => throw new InterchangeException(
                $"Task '{task.Id}' has adapters of variant '{set.Variant.Id}', which cannot be written for AdapterHub."),
        };

    private JsonObject DescribeProducts(
        IReadOnlyList<string> points, IReadOnlyList<int> leaveOut, int rank, double alpha, string mode, bool isGated = false)
    {
        var attentions = HubPoints.AttentionsOf(task.Backbone);
        var matrices = Matrices.Where(matrix => points.Contains($"{HubPoints.Attention}.{matrix}")).ToList();
        List<string> known =
        [
            .. from attention in attentions from matrix in Matrices select $"{attention}.{matrix}",
            "feed_forward.fc1",
            "feed_forward.fc2",
        ];
        if (points.FirstOrDefault(point => !known.Contains(point)) is { } other)
            throw new InterchangeException($"Task '{task.Id}' has adapters at '{other}', where AdapterHub has none.");
        if (attentions.Any(attention => !Matrices.Where(matrix => points.Contains($"{attention}.{matrix}")).SequenceEqual(matrices)))
        {
            throw new InterchangeException(
                $"Task '{task.Id}' has other adapters in attention to the source than in the rest, which AdapterHub cannot say.");
        }

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
    }

    /// <summary>Points with the same configuration, and the layers that it leaves out.</summary>
    private sealed record HubGroup(IReadOnlyList<string> Points, IReadOnlyList<int> LeftOut);
}

using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Says in AdapterHub's fields what prefixes a task has.</summary>
/// <param name="task">The task; borrowed.</param>
internal sealed class HubPrefixWriter(TaskAdapter task)
{
    private readonly AdaptedStack stack = task.Backbone.Encoder;

    /// <summary>Describes prefixes that a network computes; in an encoder-decoder, those at all kinds of attention together.</summary>
    /// <param name="prefixes">The sets, each with the layers that it leaves out.</param>
    /// <exception cref="InterchangeException">AdapterHub has no name for something that the task has.</exception>
    public IReadOnlyList<JsonObject> Describe(IReadOnlyList<(AdapterSet Set, IReadOnlyList<int> LeftOut)> prefixes) =>
        HubPoints.HasSource(task.Backbone)
            ? [DescribeTogether([.. prefixes.Select(prefix => prefix.Set)])]
            : [.. prefixes.Select(prefix => Describe((ComputedPrefixOptions)prefix.Set.Options, prefix.LeftOut))];

    private JsonObject DescribeTogether(IReadOnlyList<AdapterSet> sets)
    {
        var kinds = sets.Select(set => HubPoints.FindPrefix(set, task.Backbone)).ToList();
        List<int> left = [.. sets.SelectMany(FindLeftOut).Distinct().Order()];
        if (!kinds.Contains(HubPoints.SelfPrefix)
            || kinds.Contains(null)
            || kinds.Distinct().Count() < kinds.Count
            || sets.Select(set => set.Options).Distinct().Count() > 1
            || sets.Any(set => !FindLeftOut(set).SequenceEqual(left.Where(layer => SitesOf(set).Any(site => site.Layer == layer)))))
        {
            throw new InterchangeException(
                $"Task '{task.Id}' has prefixes that AdapterHub cannot say: it has one set for the decoder's attention, and one at most "
                + "for that of the encoder and for that to the source, all with the same options.");
        }

        var config = Describe((ComputedPrefixOptions)sets[0].Options, left);
        config[HubPoints.EncoderPrefix] = kinds.Contains(HubPoints.EncoderPrefix);
        config[HubPoints.CrossPrefix] = kinds.Contains(HubPoints.CrossPrefix);
        return config;
    }

    private IEnumerable<int> FindLeftOut(AdapterSet set) => SitesOf(set).Where(site => !set.Covers(site)).Select(site => site.Layer);

    // The attentions of the kind at which a set has prefixes.
    private IEnumerable<MemorySite> SitesOf(AdapterSet set) => stack.MemorySites.Where(
        site => HubPoints.PrefixOf(site, task.Backbone) == HubPoints.FindPrefix(set, task.Backbone));

    private JsonObject Describe(ComputedPrefixOptions options, IReadOnlyList<int> leaveOut) => new()
    {
        ["architecture"] = "prefix_tuning",
        [HubPoints.EncoderPrefix] = true,
        [HubPoints.CrossPrefix] = true,
        ["flat"] = false,
        ["prefix_length"] = options.Length,
        ["bottleneck_size"] = options.Units,
        ["non_linearity"] = "tanh",
        ["dropout"] = 0.0,
        ["leave_out"] = HubNumbers.ToJson(leaveOut),
        ["use_gating"] = HubGates.Is(task, options.Gating),
        ["shared_gating"] = !options.GatesApart,
    };
}

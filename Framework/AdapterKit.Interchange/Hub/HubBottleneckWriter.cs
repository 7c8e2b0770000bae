using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Says in AdapterHub's fields what bottlenecks a set has: plain ones, extended ones or compacters.</summary>
/// <param name="task">The task; borrowed.</param>
/// <param name="set">The set.</param>
internal sealed class HubBottleneckWriter(TaskAdapter task, AdapterSet set)
{
    private const string Nothing = "for which AdapterHub has no field";

    /// <exception cref="InterchangeException">AdapterHub has no field for something that the adapters have.</exception>
    public JsonObject Describe(IReadOnlyList<string> points, IReadOnlyList<int> leaveOut)
    {
        if (points.FirstOrDefault(
            point => point is not (HubPoints.Attention or HubPoints.CrossAttention or HubPoints.FeedForward)) is { } other)
            throw new InterchangeException($"Task '{task.Id}' has adapters at '{other}', where AdapterHub has none.");

        var (extended, compacter, bottleneck) = ReadOptions();
        var followsNorm = set.Placement == AdapterPlacement.AfterNorm;
        return new JsonObject
        {
            ["mh_adapter"] = points.Contains(HubPoints.Attention),
            ["output_adapter"] = points.Contains(HubPoints.FeedForward),
            ["reduction_factor"] = HubNumbers.ToJson(FindReduction(task.Backbone.Width, bottleneck)),
            ["non_linearity"] = ActivationNames.Of(extended.Activation),
            ["original_ln_before"] = followsNorm || set.Placement == AdapterPlacement.Pfeiffer,
            ["original_ln_after"] = !followsNorm,
            ["ln_before"] = extended.NormBefore,
            ["ln_after"] = extended.NormAfter != NormAfter.None,
            ["init_weights"] = "bert",
            ["is_parallel"] = set.Placement == AdapterPlacement.Parallel,
            ["scaling"] = DescribeScaling(extended),
            ["use_gating"] = HubGates.Is(task, extended.Gating),
            ["residual_before_ln"] = !followsNorm,
            ["adapter_residual_before_ln"] = NormsSum(extended.NormAfter),
            ["inv_adapter"] = null,
            ["inv_adapter_reduction_factor"] = null,
            ["cross_adapter"] = points.Contains(HubPoints.CrossAttention),
            ["leave_out"] = HubNumbers.ToJson(leaveOut),
            ["dropout"] = extended.Dropout,
            ["stochastic_depth"] = extended.StochasticDepth,
            ["phm_layer"] = compacter is not null,
            ["phm_dim"] = compacter?.Dimension ?? 4,
            ["phm_rank"] = compacter?.Rank ?? 1,
            ["phm_bias"] = compacter?.Bias ?? true,
            ["factorized_phm_W"] = compacter?.Factorized ?? true,
            ["factorized_phm_rule"] = compacter?.FactorizeRule ?? false,
            ["shared_W_phm"] = compacter?.ShareWeights ?? false,
            ["shared_phm_rule"] = compacter?.ShareRule ?? true,
            ["learn_phm"] = true,
        };
    }

    // The library divides and cuts off.
    private static double FindReduction(int width, int bottleneck)
    {
        var factor = (double)width / bottleneck;
        return (int)(width / factor) == bottleneck ? factor : Math.BitDecrement(factor);
    }

    private (ExtendedBottleneckOptions Extended, CompacterOptions? Compacter, int Bottleneck) ReadOptions()
    {
        var width = task.Backbone.Width;
        return set.Options switch
        {
            BottleneckOptions plain => (
                new ExtendedBottleneckOptions
                {
                    Activation = plain.Activation,
                    Scaling = plain.Scaling,
                    LearnScaling = plain.LearnScaling,
                },
                null,
                plain.BottleneckOf(width)),
            CompacterOptions compacter => (
                new ExtendedBottleneckOptions
                {
                    Activation = compacter.Activation,
                    Scaling = compacter.Scaling,
                    LearnScaling = compacter.LearnScaling,
                },
                compacter,
                compacter.BottleneckOf(width)),
            _ => ((ExtendedBottleneckOptions)set.Options, null, ((ExtendedBottleneckOptions)set.Options).BottleneckOf(width)),
        };
    }

    private JsonNode DescribeScaling(ExtendedBottleneckOptions options) => options switch
    {
        { ScaleChannels: true, LearnScaling: false, Scaling: 1 } => "channel",
        { ScaleChannels: true } => throw new InterchangeException(
            $"Task '{task.Id}' scales each channel and the whole change, {Nothing}."),
        { LearnScaling: true } => "learned",
        _ => HubNumbers.ToJson(options.Scaling),
    };

    private bool NormsSum(NormAfter after) => after == NormAfter.Sum && (set.Placement != AdapterPlacement.Parallel
        ? true
        : throw new InterchangeException($"Task '{task.Id}' norms the sum of parallel adapters, {Nothing}."));
}

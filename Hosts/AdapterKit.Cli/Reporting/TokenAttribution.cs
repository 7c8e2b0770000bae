using AdapterKit.Cli.Reports;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Reporting;

/// <summary>Finds out what a task that mixes others listens to.</summary>
internal static class TokenAttribution
{
    /// <summary>The weights of every member at every token of one text; <see langword="null"/> for a task that mixes nothing.</summary>
    public static FusionExplanation? Of(TaskAdapter task, TokenBatch text)
    {
        if (task.Config.Fusion is not { } fusion)
            return null;

        using var scope = NewDisposeScope();
        using var attention = task.Attend(text);
        var members = fusion.Setup.Members;
        var weights = members.Select(member => MeanOverSites(attention, member)).ToList();
        var tokens = text.Ids.flatten().data<long>().Select((id, position) => new TokenAttention(
            task.Backbone.Tokenizer.TextOf((int)id), [.. weights.Select(own => (double)own[position])]));
        return new FusionExplanation(task.Id, [.. members.Select(member => member.ToString()!)], [.. tokens]);
    }

    private static float[] MeanOverSites(FusionAttention attention, Setup member)
    {
        var sites = attention.Sites.Select(site => attention.At(site, member)).OfType<Tensor>().ToList();
        return [.. (sites.Aggregate((sum, next) => sum + next) / attention.Sites.Count).flatten().data<float>()];
    }
}

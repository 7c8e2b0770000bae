using AdapterKit.Cli.Reports;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Reporting;

/// <summary>Explains a fused task's prediction by its attention weights.</summary>
internal static class TokenAttribution
{
    /// <summary>Computes the attention weight of every member at every token of one text.</summary>
    /// <returns>The weights, averaged over the sites; <see langword="null"/> for a task that fuses no others.</returns>
    public static FusionExplanation? Explain(TaskAdapter task, string text)
    {
        if (task.Config.Fusion is not { } fusion)
            return null;

        using var scope = NewDisposeScope();
        using var batch = task.Backbone.Tokenize([text], task.Config.MaxTokens);
        using var attention = task.FusionAttention(batch);
        var members = fusion.Setup.Members;
        var weights = members.Select(member => AverageOverSites(attention, member)).ToList();
        var tokens = batch.Ids.flatten().cpu().data<long>().Select((id, position) => new TokenAttention(
            task.Backbone.Tokenizer.TextOf((int)id), [.. weights.Select(member => (double)member[position])]));
        return new FusionExplanation(task.Id, [.. members.Select(member => member.ToString()!)], [.. tokens]);
    }

    private static float[] AverageOverSites(FusionAttention attention, Setup member)
    {
        var sites = attention.Sites.Select(site => attention.At(site, member)).OfType<Tensor>().ToList();
        return [.. (sites.Aggregate((sum, next) => sum + next) / attention.Sites.Count).flatten().to(float32).cpu().data<float>()];
    }
}

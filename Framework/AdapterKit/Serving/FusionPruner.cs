namespace AdapterKit;

/// <summary>Takes members that are little listened to out of a fusion (Rücklé et al. 2021, §5).</summary>
public static class FusionPruner
{
    /// <summary>A task with the most used members at each site alone.</summary>
    /// <remarks>
    /// What is left is mixed by a softmax over those that are left. A member that is left nowhere is no source any more.
    /// Where a site's projections, multiplied out over its few members, have fewer numbers, these are kept instead; a
    /// single member needs neither query nor key. The result is for inference.
    /// </remarks>
    /// <param name="task">The task that mixes others; borrowed.</param>
    /// <param name="attention">How much its members are used at each site where it mixes some.</param>
    /// <param name="keep">How many members are left at a site, at least 1; all where there are fewer.</param>
    /// <returns>A task of the caller's own.</returns>
    /// <exception cref="ArgumentException">The task mixes nothing, or was pruned before.</exception>
    public static TaskAdapter Prune(TaskAdapter task, IReadOnlyList<SiteAttention> attention, int keep)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        if (task.Config.Fusion is not { } fusion)
            throw new ArgumentException($"The task '{task.Id}' mixes no others, so there is nothing to prune.", nameof(task));

        if (fusion.Pruning is not null)
            throw new ArgumentException($"The task '{task.Id}' was pruned before: prune the one that it came from.", nameof(task));

        var pruning = new FusionPruning(attention.ToDictionary(site => site.Site.ToString(), site => MostUsed(site, keep)));
        var left = new FuseSetup([.. fusion.Setup.Members.Where(pruning.Members.Contains)], atLeast: 1);
        var pruned = task.Declaration.Create(task.Backbone, task.Config with
        {
            Fusion = fusion with { Setup = left, Pruning = pruning },
            Sources = [.. task.Config.Sources.Where(source => left.Names.Contains(source.Id))],
        });
        CopyBesidesFusion(task, pruned);
        pruned.CopyFusionFrom(task);
        pruned.eval();
        return pruned;
    }

    // In the order in which they were, so that nothing but the number of terms changes in a sum.
    private static IReadOnlyList<Setup> MostUsed(SiteAttention site, int keep)
    {
        var most = site.Members.Zip(site.Weights).OrderByDescending(entry => entry.Second).Take(keep).Select(entry => entry.First).ToList();
        return [.. site.Members.Where(most.Contains)];
    }

    private static void CopyBesidesFusion(TaskAdapter from, TaskAdapter to)
    {
        using var frozen = no_grad();
        var weights = to.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (key, weight) in from.named_parameters().Where(entry => !entry.name.Contains(".fusion.", StringComparison.Ordinal)))
            weights[key].copy_(weight);
    }
}

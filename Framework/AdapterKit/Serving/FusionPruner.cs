namespace AdapterKit;

/// <summary>Prunes the members of a fusion that have little attention weight (Rücklé et al. 2021, §5).</summary>
public static class FusionPruner
{
    /// <summary>Creates a task that keeps the members with the most attention weight at each site.</summary>
    /// <remarks>
    /// The softmax then runs over the members that are kept. A member that is kept nowhere is no longer needed.
    /// If a site's projections, multiplied by its few members, have fewer parameters, the products are stored instead; a
    /// single member needs neither query nor key. The result is for inference.
    /// </remarks>
    /// <param name="task">The task that fuses others; borrowed.</param>
    /// <param name="attention">The mean attention weights at each site of the fusion.</param>
    /// <param name="keep">The number of members to keep at a site, at least 1; all if there are fewer.</param>
    /// <returns>A task owned by the caller.</returns>
    /// <exception cref="ArgumentException">The task has no fusion, or one that is already pruned.</exception>
    public static TaskAdapter Prune(TaskAdapter task, IReadOnlyList<SiteAttention> attention, int keep)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        if (task.Config.Fusion is not { } fusion)
            throw new ArgumentException($"The task '{task.Id}' fuses no others, so there is nothing to prune.", nameof(task));
        if (fusion.Pruning is not null)
            throw new ArgumentException($"The task '{task.Id}' is already pruned: prune the one that it came from.", nameof(task));

        var pruning = new FusionPruning(attention.ToDictionary(site => site.Site.ToString(), site => SelectMembers(site, keep)));
        var kept = new FuseSetup([.. fusion.Setup.Members.Where(pruning.Members.Contains)], atLeast: 1);
        var pruned = task.Declaration.Create(task.Backbone, task.Config with
        {
            Fusion = fusion with { Setup = kept, Pruning = pruning },
            Members = [.. task.Config.Members.Where(member => kept.Names.Contains(member.Id))],
        });
        CopyBesidesFusion(task, pruned);
        pruned.CopyFusionFrom(task);
        pruned.eval();
        return pruned;
    }

    // In their original order, so that nothing but the number of terms changes in a sum.
    private static IReadOnlyList<Setup> SelectMembers(SiteAttention site, int keep)
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

namespace AdapterKit.Onnx;

/// <summary>The fusion of a task at one site.</summary>
/// <param name="Options">Its options.</param>
/// <param name="Members">The adapters of each member that is kept there, from the bottom up.</param>
/// <param name="Placement">The placement of all of them.</param>
/// <param name="Weights">The module with its weights: a <see cref="FusionHead"/>, or the products of a pruned fusion.</param>
internal sealed record FusedSite(
    FusionOptions Options, IReadOnlyList<IReadOnlyList<MemberAdapter>> Members, AdapterPlacement Placement, nn.Module Weights)
{
    /// <summary>The members as bottlenecks of one activation; <see langword="null"/> if they have no such form.</summary>
    public IReadOnlyList<IBottleneck>? Bottlenecks
    {
        get
        {
            var found = Members.Select(member => member is [{ Adapter: IBottleneck and not IOnnxModule and var only }] ? only : null)
                .OfType<IBottleneck>().ToList();
            return found.Count == Members.Count && found.All(bottleneck => bottleneck.Activation == found[0].Activation) ? found : null;
        }
    }

    /// <summary>Returns the fusion; <see langword="null"/> if the task has none at the site.</summary>
    public static FusedSite? Find(TaskAdapter task, Site site)
    {
        if (task.Config.Fusion is not { } fusion || FindWeights(task, site) is not { } weights)
            return null;

        var kept = fusion.Pruning?.At(site.ToString());
        var members = fusion.Setup.Members
            .Where(member => kept is null || kept.Contains(member))
            .Select(member => FindAdapters(task, member, site))
            .Where(adapters => adapters.Count > 0)
            .ToList();
        return new FusedSite(fusion.Options, members, members[0][^1].Set.Placement, weights);
    }

    private static nn.Module? FindWeights(TaskAdapter task, Site site) =>
        task.named_modules().Where(entry => entry.name == $"{site}.fusion").Select(entry => entry.module).FirstOrDefault();

    private static List<MemberAdapter> FindAdapters(TaskAdapter task, Setup member, Site site) =>
    [
        .. from name in member.Names
           let found = task.Config.Members.First(candidate => candidate.Id == name)
           let adapter = found.AdapterAt(site)
           where adapter is not null
           select new MemberAdapter(adapter, found.Config.FindSet(site)!),
    ];
}

/// <summary>An adapter of a member.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Set">Its options and its placement.</param>
internal readonly record struct MemberAdapter(ResidualAdapter Adapter, AdapterSet Set);

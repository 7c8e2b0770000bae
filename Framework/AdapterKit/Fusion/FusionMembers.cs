namespace AdapterKit;

/// <summary>The members of a task's fusion, found among its sources and laid out by site.</summary>
internal sealed class FusionMembers
{
    private readonly (Setup Name, TaskAdapter[] Tasks)[] members;
    private readonly FusionPruning? pruning;

    private FusionMembers(FusionConfig fusion, TaskAdapter task)
    {
        var setup = fusion.Setup;
        pruning = fusion.Pruning;
        members = [.. setup.Members.Select(member => (member, Find(member, task)))];
        var placements = members.SelectMany(member => member.Tasks).Select(source => source.Config.Placement).Distinct().ToList();
        if (placements.Count > 1)
        {
            throw new ArgumentException(
                $"Task '{task.Id}' cannot fuse {setup}: its members are placed differently ({string.Join(", ", placements)}), and at a site all must see the same input.");
        }

        if (pruning is not null)
            RejectStrangers(pruning, task);
    }

    /// <summary>The members of a task's fusion; <see langword="null"/> for a task without one.</summary>
    public static FusionMembers? Of(TaskAdapter task) => task.Config.Fusion is { } fusion ? new FusionMembers(fusion, task) : null;

    /// <summary>Those members that have an adapter at the site and were not pruned there; a softmax over the others would be over nothing.</summary>
    public IReadOnlyList<FusionMember> At(Site site) =>
        [.. Unpruned(site).Where(member => pruning is null || pruning.At(site.ToString()).Contains(member.Name))];

    private IEnumerable<FusionMember> Unpruned(Site site) =>
        from member in members
        let stack = member.Tasks
            .Select(task => (Adapter: task.AdapterAt(site), task.Config.Placement))
            .Where(entry => entry.Adapter is not null)
            .Select(entry => new PlacedAdapter(entry.Adapter!, entry.Placement))
            .ToList()
        where stack.Count > 0
        select new FusionMember(member.Name, stack);

    private void RejectStrangers(FusionPruning pruned, TaskAdapter task)
    {
        var sites = task.Backbone.Encoder.Sites.Where(task.Config.Covers).ToDictionary(site => site.ToString(), site => Unpruned(site).Select(member => member.Name).ToList());
        var strangers =
            from site in pruned.Sites
            from member in pruned.At(site)
            where !sites.GetValueOrDefault(site, []).Contains(member)
            select $"keeps {member} at '{site}', where it has no such member";
        var forgotten = sites.Where(site => site.Value.Count > 0 && pruned.At(site.Key).Count == 0).Select(site => $"keeps nothing at '{site.Key}', where it has members");
        var unused = members.Select(member => member.Name).Except(pruned.Members).Select(member => $"names {member}, which it keeps nowhere");
        if (strangers.Concat(forgotten).Concat(unused).FirstOrDefault() is { } problem)
            throw new ArgumentException($"The pruned fusion of task '{task.Id}' {problem}.");
    }

    private static TaskAdapter[] Find(Setup member, TaskAdapter task) =>
    [
        .. member.Names.Select(name =>
        {
            var source = task.Config.Sources.Named(name, $"Task '{task.Id}' fuses it with others.");
            return source.Backbone == task.Backbone
                ? source
                : throw new ArgumentException($"Task '{task.Id}' fuses '{name}', which was built for another backbone.");
        }),
    ];
}

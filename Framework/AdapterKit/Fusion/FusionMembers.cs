namespace AdapterKit;

/// <summary>The members of a task's fusion, arranged by site.</summary>
internal sealed class FusionMembers
{
    private readonly (Setup Name, ISiteTask[] Tasks)[] members;
    private readonly FusionPruning? pruning;

    /// <param name="task">The id of the task that fuses them, for messages.</param>
    /// <param name="backbone">The backbone of that task.</param>
    /// <param name="fusion">The fusion.</param>
    /// <param name="tasks">The tasks that the fusion names, among others; borrowed.</param>
    /// <param name="sites">The sites that the fusion covers.</param>
    /// <exception cref="ArgumentException">
    /// A member is missing, belongs to another backbone, is placed differently, or does not match the pruning.
    /// </exception>
    public FusionMembers(string task, Backbone backbone, FusionConfig fusion, IReadOnlyList<ISiteTask> tasks, IEnumerable<Site> sites)
    {
        pruning = fusion.Pruning;
        members = [.. fusion.Setup.Members.Select(member => (member, FindTasks(member, task, backbone, tasks)))];
        sites = [.. sites];
        foreach (var site in sites)
            RequireOnePlacement(site, task, fusion);

        if (pruning is not null)
            RequireConsistent(pruning, task, sites);
    }

    /// <summary>The members that have an adapter at the site and are kept there. The softmax runs over these alone.</summary>
    public IReadOnlyList<FusionMember> At(Site site) =>
        [.. UnprunedAt(site).Where(member => pruning is null || pruning.At(site.ToString()).Contains(member.Name))];

    private static ISiteTask[] FindTasks(Setup member, string task, Backbone backbone, IReadOnlyList<ISiteTask> tasks) =>
    [
        .. member.Names.Select(name =>
        {
            var found = tasks.Find(name, $"Task '{task}' fuses it with others.");
            return found.Backbone == backbone
                ? found
                : throw new ArgumentException(
                    $"Task '{task}' fuses '{name}', which was built for another backbone. Build both for the same one.");
        }),
    ];

    private IEnumerable<FusionMember> UnprunedAt(Site site) =>
        from member in members
        let stack = member.Tasks
            .Where(task => task.AdapterAt(site) is not null)
            .Select(task => new PlacedAdapter(task.AdapterAt(site)!, task.PlacementAt(site)))
            .ToList()
        where stack.Count > 0
        select new FusionMember(member.Name, stack);

    private void RequireOnePlacement(Site site, string task, FusionConfig fusion)
    {
        var placements = UnprunedAt(site).SelectMany(member => member.Stack).Select(adapter => adapter.Placement).Distinct().ToList();
        if (placements.Count > 1)
        {
            throw new ArgumentException(
                $"Task '{task}' cannot fuse {fusion.Setup}: its members have different placements ({string.Join(", ", placements)}), "
                + "but all members must read the same input at a site.");
        }
    }

    private void RequireConsistent(FusionPruning pruned, string task, IEnumerable<Site> sites)
    {
        var available = sites.ToDictionary(site => site.ToString(), site => UnprunedAt(site).Select(member => member.Name).ToList());
        foreach (var site in pruned.Sites)
        {
            if (pruned.At(site).FirstOrDefault(member => !available.GetValueOrDefault(site, []).Contains(member)) is { } unknown)
                throw Inconsistent($"keeps {unknown} at '{site}', but has no such member there");
        }

        if (available.FirstOrDefault(site => site.Value.Count > 0 && pruned.At(site.Key).Count == 0) is { Key: { } empty })
            throw Inconsistent($"keeps no member at '{empty}', but has members there");
        if (members.Select(member => member.Name).Except(pruned.Members).FirstOrDefault() is { } unused)
            throw Inconsistent($"names {unused}, but keeps it at no site");

        ArgumentException Inconsistent(string problem) => new($"The pruned fusion of task '{task}' {problem}.");
    }
}

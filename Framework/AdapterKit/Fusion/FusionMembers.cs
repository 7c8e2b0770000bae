namespace AdapterKit;

/// <summary>The members of a task's fusion, found among its sources and laid out by site.</summary>
internal sealed class FusionMembers
{
    private readonly (Setup Name, TaskAdapter[] Tasks)[] members;

    private FusionMembers(FuseSetup setup, TaskAdapter task)
    {
        members = [.. setup.Members.Select(member => (member, Find(member, task)))];
        var placements = members.SelectMany(member => member.Tasks).Select(source => source.Config.Placement).Distinct().ToList();
        if (placements.Count > 1)
        {
            throw new ArgumentException(
                $"Task '{task.Id}' cannot fuse {setup}: its members are placed differently ({string.Join(", ", placements)}), and at a site all must see the same input.");
        }
    }

    /// <summary>The members of a task's fusion; <see langword="null"/> for a task without one.</summary>
    public static FusionMembers? Of(TaskAdapter task) => task.Config.Fusion is { } fusion ? new FusionMembers(fusion.Setup, task) : null;

    /// <summary>Those members that have an adapter at the site; a softmax over the others would be over nothing.</summary>
    public IReadOnlyList<FusionMember> At(Site site) =>
    [
        .. from member in members
           let stack = member.Tasks
               .Select(task => (Adapter: task.AdapterAt(site), task.Config.Placement))
               .Where(entry => entry.Adapter is not null)
               .Select(entry => new PlacedAdapter(entry.Adapter!, entry.Placement))
               .ToList()
           where stack.Count > 0
           select new FusionMember(member.Name, stack),
    ];

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

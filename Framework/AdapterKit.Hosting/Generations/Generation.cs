namespace AdapterKit.Hosting;

/// <summary>All plugins and tasks of a host at one moment: immutable. Its tasks stay alive until the last lease on it ends.</summary>
/// <param name="number">Counts the generations of a host.</param>
/// <param name="slots">The plugins. The generation owns them and their tasks, together with other generations.</param>
internal sealed class Generation(int number, IReadOnlyList<PluginSlot> slots)
{
    private readonly UseCount uses = new();
    private readonly Dictionary<string, TaskAdapter> byId =
        slots.SelectMany(slot => slot.Tasks).ToDictionary(task => task.Id, task => task.Adapter, StringComparer.Ordinal);

    public int Number => number;

    public IReadOnlyList<PluginSlot> Slots => slots;

    // Read each time: what went wrong when something was released is known only afterwards.
    public IReadOnlyList<PluginStatus> Plugins => [.. slots.Select(slot => slot.Status)];

    public IReadOnlyList<TaskDeclaration> Declarations { get; private set; } =
        [.. slots.SelectMany(slot => slot.Plugin?.Declarations ?? [])];

    public IReadOnlyList<TaskAdapter> Tasks { get; private set; } = [.. slots.SelectMany(slot => slot.Tasks).Select(task => task.Adapter)];

    /// <summary>The number of leases on it.</summary>
    public int Leases => uses.Count;

    /// <summary>Whether it has ended, with the last lease on it.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>Returns the task of an id; <see langword="null"/> if there is none.</summary>
    public TaskAdapter? FindTask(string id) => byId.GetValueOrDefault(id);

    /// <summary>Begins a lease; <see langword="false"/> if another generation has taken the place of this one.</summary>
    public bool TryEnter() => uses.TryEnter();

    /// <summary>Ends a lease.</summary>
    public void Exit()
    {
        if (uses.Exit())
            Free();
    }

    /// <summary>Ends the generation: what no later one owns is released when the last lease ends.</summary>
    public void Retire()
    {
        if (uses.Close())
            Free();
    }

    /// <summary>The same plugins as another generation, while this one is alive.</summary>
    public Generation CopyAs(int other)
    {
        foreach (var slot in slots)
        {
            slot.Plugin?.Acquire();
            foreach (var task in slot.Tasks)
                task.Acquire();
        }

        return new Generation(other, slots);
    }

    /// <summary>The same plugins, none of them loaded.</summary>
    public Generation CreateUnloaded() => new(number + 1, [.. slots.Select(slot => slot.Plugin is null ? slot : slot with
    {
        Found = slot.Found with { State = PluginState.Unloaded, Reason = "", TaskStates = [], RefusedUpdate = null },
        Plugin = null,
        Tasks = [],
        Released = slot.Plugin,
    })]);

    private void Free()
    {
        // Whoever still holds the generation must not keep a plugin in memory.
        (Declarations, Tasks) = ([], []);
        byId.Clear();
        foreach (var slot in slots)
        {
            foreach (var task in slot.Tasks)
                task.Release();

            slot.Plugin?.Release();
        }

        IsReleased = true;
    }
}

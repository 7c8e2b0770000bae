namespace AdapterKit.Hosting;

/// <summary>A plugin on its way into the next generation. It owns its code and its tasks until it becomes a slot.</summary>
/// <param name="found">The plugin as it was found.</param>
/// <param name="previous">What serves in its place so far; <see langword="null"/> if nothing does.</param>
internal sealed class PluginDraft(PluginStatus found, PluginSlot? previous)
{
    private readonly PluginStatus found = found;
    private readonly Dictionary<string, LoadedTask> tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PluginTaskStatus> refused = new(StringComparer.Ordinal);
    private LoadedPlugin? plugin;
    private LoadedPlugin? released;
    private PluginStatus status = found;

    public LoadedPlugin? Plugin => plugin;

    public IReadOnlyCollection<LoadedTask> Tasks => tasks.Values;

    /// <summary>The tasks that are not ready, and have not been refused for good.</summary>
    public IReadOnlyList<PluginTask> Pending => plugin is null
        ? []
        : [.. plugin.Manifest.Tasks.Where(task =>
            !tasks.ContainsKey(task.Id) && refused.GetValueOrDefault(task.Id) is null or { State: PluginState.MemberMissing })];

    /// <summary>Loads the code of a valid plugin.</summary>
    public void Load(PluginCopies copies, PluginHostOptions options)
    {
        try
        {
            plugin = LoadedPlugin.Load(found, found.Manifest!, copies, options);
        }
        catch (PluginRefusedException refusal)
        {
            status = found.Refuse(refusal);
        }
    }

    /// <summary>Goes on with what serves so far.</summary>
    /// <param name="refusedUpdate">What was found in its place and refused; <see langword="null"/> if nothing has changed.</param>
    public void Keep(PluginStatus? refusedUpdate = null)
    {
        Drop();
        plugin = previous!.Plugin;
        plugin?.Acquire();
        foreach (var task in previous.Tasks)
        {
            task.Acquire();
            tasks.Add(task.Id, task);
        }

        refused.Clear();
        foreach (var task in previous.Found.TaskStates.Where(task => task.State != PluginState.Active))
            refused.Add(task.Id, task);

        status = previous.Found with { RefusedUpdate = refusedUpdate };
    }

    /// <summary>Leaves out what serves so far.</summary>
    public void Unload(LoadedPlugin unloaded)
    {
        released = unloaded;
        status = found with { State = PluginState.Unloaded, Reason = "", TaskStates = [], RefusedUpdate = null };
    }

    /// <summary>Builds a task.</summary>
    /// <returns>Whether it is ready.</returns>
    public bool Build(PluginTask task, Backbone backbone, IReadOnlyList<LoadedTask> members)
    {
        try
        {
            tasks.Add(task.Id, plugin!.Build(task, backbone, members));
            refused.Remove(task.Id);
            return true;
        }
        catch (PluginRefusedException refusal)
        {
            Refuse(task.Id, refusal);
            return false;
        }
    }

    /// <summary>Refuses a task that another plugin serves.</summary>
    /// <returns>Whether the task is ready: it is not.</returns>
    public bool RefuseTaken(PluginTask task)
    {
        Refuse(task.Id, new(PluginState.Duplicate, $"Another plugin serves the task '{task.Id}'. Remove one of the two."));
        return false;
    }

    /// <summary>Serves a task with other weights.</summary>
    /// <param name="replacement">The task; the draft becomes its owner.</param>
    public void Replace(LoadedTask replacement)
    {
        tasks[replacement.Id].Release();
        tasks[replacement.Id] = replacement;
    }

    /// <summary>Releases the tasks that fuse one which is not served any more.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ReleaseDependents(IReadOnlySet<string> served)
    {
        var dependents = tasks.Values
            .Select(task => (
                Task: task, Missing: task.Members.Select(member => member.Id).FirstOrDefault(member => !served.Contains(member))))
            .Where(entry => entry.Missing is not null)
            .ToList();
        foreach (var (task, missing) in dependents)
        {
            tasks.Remove(task.Id);
            Refuse(task.Id, new(
                PluginState.MemberMissing, $"Task '{task.Id}' fuses '{missing}', which is missing. Add the plugin of '{missing}'."));
            task.Release();
        }

        return dependents.Count > 0;
    }

    /// <summary>Goes back to what serves so far, unless everything that it serves is served by the plugin as it was found, too.</summary>
    public void RequireProgress()
    {
        if (previous?.Plugin is null || plugin == previous.Plugin)
            return;

        var declared = plugin?.Manifest.Tasks.Select(task => task.Id).ToHashSet();
        var isComplete = declared is not null
            && previous.Tasks.All(task => tasks.ContainsKey(task.Id) || !declared.Contains(task.Id))
            && (tasks.Count > 0 || refused.Count == 0);
        if (!isComplete)
            Keep(Describe());
    }

    /// <summary>Hands code and tasks over.</summary>
    public PluginSlot ToSlot()
    {
        var described = Describe();
        if (plugin is not null && described.State != PluginState.Active)
            Drop();

        return new PluginSlot(described, plugin, [.. tasks.Values], released);
    }

    /// <summary>Lets go of code and tasks.</summary>
    public void Drop()
    {
        foreach (var task in tasks.Values)
            task.Release();

        tasks.Clear();
        plugin?.Release();
        (plugin, released) = (null, plugin ?? released);
    }

    private void Refuse(string task, PluginRefusedException refusal) =>
        refused[task] = new(task, refusal.State, PrintableText.From(refusal.Message));

    private PluginStatus Describe()
    {
        if (plugin is null)
            return status;

        List<PluginTaskStatus> states =
        [
            .. plugin.Manifest.Tasks
                .Where(task => tasks.ContainsKey(task.Id) || refused.ContainsKey(task.Id))
                .Select(task => refused.GetValueOrDefault(task.Id) ?? tasks[task.Id].Status),
        ];
        var isActive = tasks.Count > 0 || refused.Count == 0;
        return status with
        {
            State = isActive ? PluginState.Active : refused[states[0].Id].State,
            TaskStates = states,
            Reason = string.Join(' ', states.Select(task => task.Reason).Where(reason => reason.Length > 0)),
        };
    }
}

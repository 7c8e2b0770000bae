namespace AdapterKit.Hosting;

/// <summary>Builds the next generation of a host beside the current one, of which it changes nothing.</summary>
/// <param name="backbone">The backbone, which may still be on its way; <see langword="null"/> to load declarations only.</param>
/// <param name="options">What the host requires.</param>
/// <param name="copies">The host's own copies of plugins.</param>
internal sealed class GenerationBuilder(Task<Backbone>? backbone, PluginHostOptions options, PluginCopies copies)
{
    /// <summary>Loads and tests what was found and has changed, and goes on with the rest.</summary>
    /// <param name="found">The plugins that were found.</param>
    /// <param name="current">The generation that serves so far.</param>
    public Generation Build(IReadOnlyList<PluginStatus> found, Generation current)
    {
        List<PluginDraft> drafts = [.. found.Select(plugin => Begin(plugin, current))];
        return Finish(drafts, current);
    }

    /// <summary>Loads and tests one plugin as it was found, and goes on with the rest.</summary>
    /// <param name="id">The plugin's id.</param>
    /// <param name="found">Where it was found; empty if it is gone.</param>
    /// <param name="current">The generation that serves so far.</param>
    public Generation BuildWith(string id, IReadOnlyList<PluginStatus> found, Generation current) =>
        Finish(Exchange(id, [.. found.Select(plugin => Begin(plugin, current))], current), current);

    /// <summary>Goes on with the current plugins, one of them as it was before.</summary>
    /// <exception cref="InvalidOperationException">It was not served then, or its tasks are another plugin's now.</exception>
    public Generation BuildAsBefore(string id, Generation before, Generation current)
    {
        var slot = before.Slots.FirstOrDefault(slot => slot.Plugin is not null && slot.Found.Id == id)
            ?? throw new InvalidOperationException($"Plugin '{id}' was not served before the last change.");
        List<PluginSlot> others = [.. current.Slots.Where(other => other.Found.Id != id)];
        var taken = others.SelectMany(other => other.Tasks, (other, task) => (other.Found.Id, Task: task.Id))
            .FirstOrDefault(entry => slot.Tasks.Any(task => task.Id == entry.Task));
        return taken.Task is null
            ? Finish(Exchange(id, [GoOn(slot)], current), current)
            : throw new InvalidOperationException($"The task '{taken.Task}' of plugin '{id}' is served by plugin '{taken.Id}' now.");
    }

    /// <summary>Goes on with the current plugins, one of their tasks with other weights.</summary>
    /// <param name="task">The id of the task.</param>
    /// <param name="directory">The bundle.</param>
    /// <param name="current">The generation that serves so far.</param>
    /// <exception cref="ArgumentException">No such task is served.</exception>
    /// <exception cref="PluginRefusedException">The weights do not fit the task, or it does not compute with them.</exception>
    public Generation BuildWithBundle(string task, string directory, Generation current)
    {
        var own = current.Slots.FirstOrDefault(slot => backbone is not null && slot.Tasks.Any(other => other.Id == task))
            ?? throw new ArgumentException($"No task '{task}' is served.", nameof(task));
        var declared = own.Plugin!.Manifest.Tasks.First(other => other.Id == task);
        var model = EnterBackbone();
        try
        {
            var copy = copies.CreateBundle(directory, options.MaxPluginBytes);
            try
            {
                var replacement = own.Plugin.Build(declared, model, FindAlive([], current), copy);
                var drafts = current.Slots.Select(slot => (Slot: slot, Draft: GoOn(slot))).ToList();
                drafts.First(entry => entry.Slot == own).Draft.Replace(replacement);
                return Finish([.. drafts.Select(entry => entry.Draft)], current);
            }
            finally
            {
                PluginCopies.Delete(copy);
            }
        }
        finally
        {
            model.Exit();
        }
    }

    /// <summary>Builds a generation without one plugin.</summary>
    public static Generation BuildWithout(string id, Generation current)
    {
        List<PluginDraft> drafts = [];
        foreach (var slot in current.Slots)
        {
            var isUnloaded = slot.Plugin is not null && slot.Found.Id == id;
            var draft = new PluginDraft(slot.Found, isUnloaded ? null : slot);
            if (isUnloaded)
                draft.Unload(slot.Plugin!);
            else
                draft.Keep(slot.Found.RefusedUpdate);

            drafts.Add(draft);
        }

        // Nothing becomes ready by this, so that it takes no backbone.
        return Complete(drafts, current);
    }

    // All others go on, in their order.
    private static List<PluginDraft> Exchange(string id, IReadOnlyList<PluginDraft> own, Generation current)
    {
        var place = current.Slots.TakeWhile(slot => slot.Found.Id != id).Count();
        List<PluginDraft> drafts = [.. current.Slots.Where(slot => slot.Found.Id != id).Select(GoOn)];
        drafts.InsertRange(place, own);
        return drafts;
    }

    private static PluginDraft GoOn(PluginSlot slot)
    {
        var draft = new PluginDraft(slot.Found, slot);
        draft.Keep(slot.Found.RefusedUpdate);
        return draft;
    }

    private PluginDraft Begin(PluginStatus plugin, Generation current)
    {
        var previous = current.Slots.FirstOrDefault(slot => slot.Plugin is not null && slot.Found.Directory == plugin.Directory);
        var draft = new PluginDraft(plugin, previous);

        // Of two plugins with the same name, the one that serves already goes on.
        if (previous is not null
            && plugin.ManifestHash == previous.Found.ManifestHash
            && plugin.State is PluginState.Found or PluginState.Duplicate)
        {
            draft.Keep();
        }
        else if (plugin.State == PluginState.Found)
        {
            draft.Load(copies, options);
        }

        return draft;
    }

    private Generation Finish(List<PluginDraft> drafts, Generation current)
    {
        if (backbone is not null)
            BuildTasksOrDrop(drafts, current);

        return Complete(drafts, current);
    }

    private static Generation Complete(List<PluginDraft> drafts, Generation current)
    {
        foreach (var draft in drafts)
            draft.RequireProgress();

        bool hasDependents;
        do
        {
            var served = drafts.SelectMany(draft => draft.Tasks).Select(task => task.Id).ToHashSet();
            hasDependents = false;
            foreach (var draft in drafts)
                hasDependents |= draft.ReleaseDependents(served);
        }
        while (hasDependents);

        return new Generation(current.Number + 1, [.. drafts.Select(draft => draft.ToSlot())]);
    }

    private void BuildTasksOrDrop(List<PluginDraft> drafts, Generation current)
    {
        try
        {
            var model = EnterBackbone();
            try
            {
                BuildTasks(drafts, current, model);
            }
            finally
            {
                model.Exit();
            }
        }
        catch
        {
            drafts.ForEach(draft => draft.Drop());
            throw;
        }
    }

    // It must not be disposed of before it exits.
    private Backbone EnterBackbone()
    {
        var model = backbone!.GetAwaiter().GetResult();
        model.Enter();
        return model;
    }

    // A task that waits for another one is tried again for as long as more tasks become ready.
    private static void BuildTasks(List<PluginDraft> drafts, Generation current, Backbone backbone)
    {
        bool hasProgress;
        do
        {
            hasProgress = false;
            foreach (var draft in drafts)
            {
                foreach (var task in draft.Pending)
                {
                    // Where only one plugin is read again, the task may still be another one's.
                    var isTaken = drafts.Any(other => other != draft && other.Tasks.Any(served => served.Id == task.Id));
                    hasProgress |= isTaken ? draft.RefuseTaken(task) : draft.Build(task, backbone, FindAlive(drafts, current));
                }
            }
        }
        while (hasProgress);
    }

    // Also those that only a fusion keeps alive, under the weights that it was trained with.
    private static List<LoadedTask> FindAlive(List<PluginDraft> drafts, Generation current)
    {
        var alive = new List<LoadedTask>();
        foreach (var task in drafts.SelectMany(draft => draft.Tasks).Concat(current.Slots.SelectMany(slot => slot.Tasks)))
            Add(task);

        return alive;

        void Add(LoadedTask task)
        {
            if (alive.Contains(task))
                return;

            alive.Add(task);
            foreach (var member in task.Members)
                Add(member);
        }
    }
}

namespace AdapterKit.Hosting;

/// <summary>Builds the next generation of a host beside the current one, of which it changes nothing.</summary>
/// <param name="backbone">The backbone; <see langword="null"/> to load declarations only.</param>
/// <param name="options">What the host requires.</param>
/// <param name="copies">The host's own copies of plugins.</param>
internal sealed class GenerationBuilder(Backbone? backbone, PluginHostOptions options, PluginCopies copies)
{
    /// <summary>Loads and tests what was found and has changed, and goes on with the rest.</summary>
    /// <param name="found">The plugins that were found.</param>
    /// <param name="current">The generation that serves so far.</param>
    public Generation Build(IReadOnlyList<PluginStatus> found, Generation current)
    {
        List<PluginDraft> drafts = [.. found.Select(plugin => Begin(plugin, current))];
        return Finish(drafts, current);
    }

    /// <summary>Builds a generation without one plugin.</summary>
    public Generation BuildWithout(string id, Generation current)
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

        return Finish(drafts, current);
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
            BuildTasks(drafts, current, backbone);

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
                    hasProgress |= draft.Build(task, backbone, FindAlive(drafts, current));
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

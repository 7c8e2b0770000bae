namespace AdapterKit.Hosting;

/// <summary>A task that is ready. It keeps its plugin's code loaded, and the tasks that it fuses alive.</summary>
internal sealed class LoadedTask : Shared
{
    private readonly LoadedPlugin plugin;
    private readonly string id;
    private IReadOnlyList<LoadedTask> members;
    private TaskAdapter? adapter;

    private LoadedTask(LoadedPlugin plugin, TaskAdapter adapter, IReadOnlyList<LoadedTask> members)
    {
        (this.plugin, id, this.adapter, this.members) = (plugin, adapter.Id, adapter, members);
        Status = new PluginTaskStatus(id, PluginState.Active) { WeightsHash = adapter.WeightsHash, WeightsSize = Measure(adapter) };
        plugin.Acquire();
        foreach (var member in members)
            member.Acquire();
    }

    /// <summary>The id of the task.</summary>
    public string Id => id;

    /// <summary>What is known about it.</summary>
    public PluginTaskStatus Status { get; }

    /// <summary>The task.</summary>
    public TaskAdapter Adapter => adapter ?? throw new ObjectDisposedException(id, $"The task '{id}' was released.");

    /// <summary>The tasks that it fuses.</summary>
    public IReadOnlyList<LoadedTask> Members => members;

    /// <summary>Builds a task from its bundle, prepares it for predictions and tests it.</summary>
    public static LoadedTask Build(
        LoadedPlugin plugin, string directory, TaskDeclaration declaration, Backbone backbone, IReadOnlyList<LoadedTask> candidates)
    {
        var bundle = Bundle.Open(directory);
        var members = ChooseMembers(bundle, candidates);
        var task = bundle.Load(declaration, backbone, [.. members.Select(member => member.Adapter)]);
        try
        {
            task.Freeze();
            SelfTest.Run(task);
            return new LoadedTask(plugin, task, [.. members.Where(member => task.Config.Members.Contains(member.Adapter))]);
        }
        catch
        {
            plugin.Dispose(task, declaration.Id);
            throw;
        }
    }

    protected override void Free()
    {
        plugin.Dispose(adapter!, id);
        adapter = null;
        foreach (var member in members)
            member.Release();

        members = [];
        plugin.Release();
    }

    private static long Measure(TaskAdapter task) =>
        task.parameters().Concat(task.buffers()).Sum(tensor => tensor.NumberOfElements * tensor.ElementSize);

    // A fusion fits the weights that it was trained with: while a task with these is alive, its successor is not meant.
    private static List<LoadedTask> ChooseMembers(Bundle bundle, IReadOnlyList<LoadedTask> candidates)
    {
        var pinned = bundle.Manifest.Fusion?.MemberHashes ?? new Dictionary<string, string>();
        return [.. pinned.Select(member => Choose(member.Key, member.Value)).OfType<LoadedTask>()];

        LoadedTask? Choose(string id, string hash) =>
            candidates.FirstOrDefault(task => task.Id == id && task.Adapter.WeightsHash == hash)
            ?? candidates.FirstOrDefault(task => task.Id == id);
    }
}

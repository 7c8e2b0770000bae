namespace AdapterKit.Cluster;

/// <summary>Remembers which weights a task shall have, longer than any silo lives.</summary>
internal sealed class TaskGrain([PersistentState("weights", TaskGrain.Storage)] IPersistentState<TaskState> state) : Grain, ITaskGrain
{
    /// <summary>The name of the storage.</summary>
    public const string Storage = "adapterkit";

    private const char Separator = '/';

    /// <summary>The key of a task's grain.</summary>
    public static string KeyOf(string backbone, string task) => $"{backbone}{Separator}{task}";

    public Task<TaskWeights?> GetAsync() => Task.FromResult(state.State.Archive.Length == 0 ? null : Weights);

    public async Task SetAsync(string archive, string? plugin)
    {
        state.State = new TaskState { Archive = archive, Plugin = plugin, Revision = state.State.Revision + 1 };
        await state.WriteStateAsync();
        var (backbone, task) = Split(this.GetPrimaryKeyString());
        await GrainFactory.GetGrain<IPlacementGrain>(backbone).AdoptAsync(task, Weights);
    }

    private TaskWeights Weights => new(state.State.Archive, state.State.Plugin, state.State.Revision);

    private static (string Backbone, string Task) Split(string key) =>
        (key[..key.IndexOf(Separator, StringComparison.Ordinal)], key[(key.IndexOf(Separator, StringComparison.Ordinal) + 1)..]);
}

/// <summary>What is stored of a task.</summary>
[GenerateSerializer, Alias("adapterkit.taskState")]
internal sealed class TaskState
{
    [Id(0)] public string Archive { get; set; } = "";

    [Id(1)] public string? Plugin { get; set; }

    [Id(2)] public int Revision { get; set; }
}

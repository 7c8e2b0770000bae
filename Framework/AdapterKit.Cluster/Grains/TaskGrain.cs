namespace AdapterKit.Cluster;

/// <summary>Remembers which weights a task shall have, longer than any silo lives.</summary>
internal sealed class TaskGrain([PersistentState("weights", TaskGrain.Storage)] IPersistentState<TaskState> state) : Grain, ITaskGrain
{
    /// <summary>The name of the storage.</summary>
    public const string Storage = "adapterkit";

    private const char Separator = '/';

    /// <summary>The key of a task's grain.</summary>
    public static string KeyOf(string backbone, string task) => $"{backbone}{Separator}{task}";

    // What is written: a write that fails changes nothing.
    private TaskWeights? weights;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        weights = Read(state.State);
        return Task.CompletedTask;
    }

    public Task<TaskWeights?> GetAsync() => Task.FromResult(weights);

    public async Task<TaskWeights?> SetAsync(string? archive, string? plugin)
    {
        if (archive is null && weights is null)
            return null;

        var former = state.State;
        state.State = new TaskState { Archive = archive ?? "", Plugin = plugin, Revision = former.Revision + 1 };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = former;
            throw;
        }

        weights = Read(state.State);
        var (backbone, task) = Split(this.GetPrimaryKeyString());
        await GrainFactory.GetGrain<IPlacementGrain>(backbone).AdoptAsync(task, weights);
        return weights;
    }

    private static TaskWeights? Read(TaskState state) =>
        state.Archive.Length == 0 ? null : new(state.Archive, state.Plugin, state.Revision);

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

using Orleans.Concurrency;

namespace AdapterKit.Cluster;

/// <summary>Decides which weights a task has: one grain for each task of a backbone.</summary>
[Alias("adapterkit.weightsOfTask")]
internal interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>The weights that it shall have; <see langword="null"/> for those of its plugin.</summary>
    // The placement asks while it is told.
    [Alias("get"), AlwaysInterleave]
    Task<TaskWeights?> GetAsync();

    /// <summary>Gives it other weights; without an archive, those of its plugin.</summary>
    /// <returns>The weights that it shall have from now on.</returns>
    [Alias("set")]
    Task<TaskWeights?> SetAsync(string? archive, string? plugin);
}

using Orleans.Concurrency;

namespace AdapterKit.Cluster;

/// <summary>Decides where tasks are served: one grain for each backbone, by its hash.</summary>
[Alias("adapterkit.placement")]
internal interface IPlacementGrain : IGrainWithStringKey
{
    /// <summary>Takes a silo's report, and tells it what the others have reported.</summary>
    // A report that waits for a storage holds up no others.
    [Alias("report"), AlwaysInterleave]
    Task<PlacementTable> ReportAsync(SiloReport report);

    /// <summary>Forgets a silo that is leaving.</summary>
    [Alias("leave"), AlwaysInterleave]
    Task LeaveAsync(SiloAddress silo);

    /// <summary>Learns which weights a task shall have; <see langword="null"/> for those of its plugin.</summary>
    [Alias("adopt"), AlwaysInterleave]
    Task AdoptAsync(string task, TaskWeights? weights);
}

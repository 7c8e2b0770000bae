namespace AdapterKit.Cluster;

/// <summary>Decides where tasks are served: one grain for each backbone, by its hash.</summary>
[Alias("adapterkit.placement")]
internal interface IPlacementGrain : IGrainWithStringKey
{
    /// <summary>Takes a silo's report, and tells it what the others have reported.</summary>
    [Alias("report")]
    Task<PlacementTable> ReportAsync(SiloReport report);

    /// <summary>Forgets a silo that is leaving.</summary>
    [Alias("leave")]
    Task LeaveAsync(SiloAddress silo);

    /// <summary>Learns which weights a task shall have.</summary>
    [Alias("adopt")]
    Task AdoptAsync(string task, TaskWeights weights);
}

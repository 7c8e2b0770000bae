namespace AdapterKit.Server;

/// <summary>Lets the other servers of a cluster serve the weights that were activated here.</summary>
internal interface IWeightsPublisher
{
    /// <summary>Publishes an archive.</summary>
    Task PublishAsync(string task, string hash, Stream archive);

    /// <summary>Takes published weights back, if there are any.</summary>
    Task WithdrawAsync(string task);
}

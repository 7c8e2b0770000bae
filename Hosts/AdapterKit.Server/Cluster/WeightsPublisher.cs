using AdapterKit.Cluster;

namespace AdapterKit.Server;

/// <summary>Publishes them in the cluster.</summary>
internal sealed class WeightsPublisher(IClusterWeights weights) : IWeightsPublisher
{
    public Task PublishAsync(string task, string hash, Stream archive) => weights.PublishAsync(task, hash, archive);

    public Task WithdrawAsync(string task) => weights.WithdrawAsync(task);
}

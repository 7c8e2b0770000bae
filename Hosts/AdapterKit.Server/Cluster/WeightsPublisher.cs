using AdapterKit.Cluster;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Publishes them, if there is a place for them.</summary>
internal sealed class WeightsPublisher(IClusterWeights weights, IOptions<AdapterKitClusterOptions> options) : IWeightsPublisher
{
    public Task PublishAsync(string task, string hash, Stream archive) =>
        options.Value.Blobs is null ? Task.CompletedTask : weights.PublishAsync(task, hash, archive);
}

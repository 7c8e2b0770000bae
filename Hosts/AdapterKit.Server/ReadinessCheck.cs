using AdapterKit.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdapterKit.Server;

/// <summary>Whether requests are accepted: not any more once the server has been told to stop.</summary>
internal sealed class ReadinessCheck(RequestDispatcher dispatcher, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(dispatcher.IsStopping || lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The server is stopping.")
            : HealthCheckResult.Healthy());
}

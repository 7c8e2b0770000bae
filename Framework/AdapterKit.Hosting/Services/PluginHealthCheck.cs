using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdapterKit.Hosting;

/// <summary>Whether the host serves tasks, and whether anything was refused.</summary>
/// <param name="host">The host.</param>
internal sealed class PluginHealthCheck(PluginHost host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (tasks, plugins) = (host.Tasks, host.Plugins);
        var facts = plugins.DistinctBy(plugin => plugin.Id).ToDictionary(plugin => plugin.Id, object (plugin) => plugin.State.ToString());
        List<string> problems =
        [
            .. plugins.Where(plugin => plugin.IsRefused || plugin.RefusedTasks.Count > 0).Select(plugin => plugin.Reason),
            .. plugins.Select(plugin => plugin.RefusedUpdate?.Reason).OfType<string>(),
        ];
        var description = string.Join(' ', problems);
        return Task.FromResult(
            tasks.Count == 0 ? HealthCheckResult.Unhealthy($"No task is ready. {description}".TrimEnd(), data: facts)
            : problems.Count > 0 ? HealthCheckResult.Degraded(description, data: facts)
            : HealthCheckResult.Healthy($"{tasks.Count} tasks are ready.", facts));
    }
}

namespace AdapterKit.Cli.Reporting;

/// <summary>The names that people know metrics by.</summary>
internal static class MetricNames
{
    /// <summary>Returns the names of all metrics of some tasks, by their keys.</summary>
    public static IReadOnlyDictionary<string, string> Of(params IEnumerable<TaskDeclaration> tasks) => tasks
        .SelectMany(task => task.Kind.ReadTargets(task.Labels, []).Score([]).Metrics)
        .DistinctBy(metric => metric.Key)
        .ToDictionary(metric => metric.Key, metric => metric.Name);
}

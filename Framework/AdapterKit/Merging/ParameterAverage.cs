namespace AdapterKit;

/// <summary>The weighted mean of the parameters of tasks that are built in the same way.</summary>
internal static class ParameterAverage
{
    /// <summary>Refuses tasks whose parameters do not mean the same.</summary>
    /// <exception cref="ArgumentException">The adapters, their options or the labels differ; or the weights add up to zero.</exception>
    public static void Require(IReadOnlyList<WeightedTask> tasks)
    {
        var first = tasks[0].Task;
        foreach (var (task, _) in tasks)
        {
            if (!Describe(task).SequenceEqual(Describe(first)))
            {
                throw new ArgumentException(
                    $"Tasks '{first.Id}' and '{task.Id}' have different adapters, or other options for them. An average needs the same.");
            }

            if (!task.Declaration.Labels.SequenceEqual(first.Declaration.Labels))
            {
                throw new ArgumentException(
                    $"Tasks '{first.Id}' and '{task.Id}' have different labels, so the average of their heads means nothing.");
            }
        }

        if (tasks.Sum(task => task.Weight) == 0)
            throw new ArgumentException("The weights add up to zero, so there is no average.");
    }

    /// <summary>Gives a task of the same form the mean of the others.</summary>
    public static void Write(IReadOnlyList<WeightedTask> tasks, TaskAdapter merged)
    {
        using var scope = NewDisposeScope();
        var total = tasks.Sum(task => task.Weight);
        List<Dictionary<string, Parameter>> sources = [.. tasks.Select(task => GetParameters(task.Task))];
        foreach (var (name, mean) in merged.named_parameters())
        {
            mean.zero_();
            foreach (var (source, (_, weight)) in sources.Zip(tasks))
                mean.add_(source[name], alpha: weight / total);
        }
    }

    private static Dictionary<string, Parameter> GetParameters(TaskAdapter task) =>
        task.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);

    private static IEnumerable<object> Describe(TaskAdapter task) =>
    [
        .. task.Config.Sets.SelectMany(set => new object[] { set.Variant.Id, set.Options, set.Placement }),
        .. task.named_parameters().Select(entry => $"{entry.name} [{string.Join(", ", entry.parameter.shape)}]"),
    ];
}

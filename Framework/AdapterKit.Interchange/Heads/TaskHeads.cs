namespace AdapterKit.Interchange;

/// <summary>Finds what can be written of a task's head.</summary>
internal static class TaskHeads
{
    /// <summary>Returns the head to write; null if the task has none, or none is asked for.</summary>
    /// <exception cref="InterchangeException">The head has a norm or a form of its own, which no library has.</exception>
    public static TaskHead? Find(TaskAdapter task, ExportOptions options)
    {
        if (!options.Head || task is ImportedAdapter or LanguageModelTask or TextToTextTask)
            return null;

        return task.children().OfType<TaskHead>().FirstOrDefault() switch
        {
            null => throw new InterchangeException(
                $"Task '{task.Id}' has a head of its own form, which no other library has. Export it without the head."),
            { Norm: not null } => throw new InterchangeException(
                $"The head of task '{task.Id}' begins with a norm, which those of other libraries lack. Export it without the head, or "
                + $"train it with {nameof(HeadForm)} {{ {nameof(HeadForm.Norm)} = false }}."),
            var head => head,
        };
    }

    /// <summary>The weights of a head under the keys of its linear layers.</summary>
    public static IEnumerable<KeyedWeight> Map(TaskHead head, IReadOnlyList<string> keys) =>
        from pair in keys.Zip(head.Hidden.Append(head.Output))
        from weight in pair.Second.named_parameters()
        select new KeyedWeight($"{pair.First}.{weight.name}", weight.parameter);
}

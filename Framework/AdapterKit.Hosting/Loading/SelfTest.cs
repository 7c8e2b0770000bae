namespace AdapterKit.Hosting;

/// <summary>Runs a task once on a short text before the host offers it.</summary>
internal static class SelfTest
{
    private const string Text = "one small test";

    /// <exception cref="PluginRefusedException">The task throws, or its logits have the wrong shape or are not finite.</exception>
    public static void Run(TaskAdapter task)
    {
        var isPaired = task.Declaration.Kind.Reading.Columns.Count > 1;
        var answers = new TaskPredictor(task).Answer([new TaskInput(Text, isPaired ? Text : null)])[0];
        if (answers.Faults.GetValueOrDefault(task.Id) is { } fault)
        {
            throw new PluginRefusedException(
                PluginState.SelfTestFailed, $"Self-test: {fault} Train its bundle again, or contact the plugin's author.");
        }
    }
}

namespace AdapterKit.Hosting;

/// <summary>Runs a task once, on a short text or a black image, before the host offers it.</summary>
internal static class SelfTest
{
    private const string Text = "one small test";

    /// <exception cref="PluginRefusedException">The task throws, or its logits have the wrong shape or are not finite.</exception>
    public static void Run(TaskAdapter task)
    {
        var answers = new TaskPredictor(task).Answer([CreateInput(task)])[0];
        if (answers.Faults.GetValueOrDefault(task.Id) is { } fault)
        {
            throw new PluginRefusedException(
                PluginState.SelfTestFailed, $"Self-test: {fault} Train its bundle again, or contact the plugin's author.");
        }
    }

    private static TaskInput CreateInput(TaskAdapter task)
    {
        if (task.Backbone is not IImageModel { Channels: var channels, ImageSize: var size })
            return new TaskInput(Text, task.Declaration.Kind.Reading.IsPaired ? Text : null);

        float[] numbers = [.. Enumerable.Repeat(1f, channels)];
        return new TaskInput(new ImagePixels(new byte[channels * size * size], size, size, numbers, numbers));
    }
}

using static TorchSharp.torch;

namespace AdapterKit.Hosting;

/// <summary>Lets a task answer once before anybody relies on it.</summary>
internal static class SelfTest
{
    private const string Text = "one small test";

    /// <exception cref="PluginRefusedException">The task throws, or its answer has the wrong shape or is not finite.</exception>
    public static void Run(TaskAdapter task, Backbone backbone)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = backbone.Tokenize([Text], maxTokens: 8);
        Tensor answer;
        try
        {
            answer = task.Run(batch);
        }
#pragma warning disable CA1031 // Whatever a plugin throws makes it a plugin that does not compute.
        catch (Exception error)
#pragma warning restore CA1031
        {
            throw Failed(task, $"throws {error.GetType().Name}: {error.Message}");
        }

        var labels = task.Declaration.Labels.Count;
        if (!answer.shape.AsSpan().SequenceEqual([1, labels]))
            throw Failed(task, $"answers with the shape [{string.Join(", ", answer.shape)}] and not [1, {labels}]");

        if (!answer.isfinite().all().item<bool>())
            throw Failed(task, "answers with numbers that are not finite");
    }

    private static PluginRefusedException Failed(TaskAdapter task, string problem) =>
        new(PluginState.SelfTestFailed, $"Task '{task.Id}' {problem} when it is asked for the first time. Train its bundle again, or tell the plugin's author.");
}

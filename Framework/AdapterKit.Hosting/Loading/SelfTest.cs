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
        try
        {
            if (Fault(task.Forward(batch), task.Declaration.Labels.Count) is { } fault)
                throw Failed(task, "answers with " + fault);
        }
        catch (Exception error) when (error is not PluginRefusedException)
        {
            throw Failed(task, $"throws {error.GetType().Name}: {error.Message}");
        }
    }

    private static string? Fault(Tensor answer, int labels)
    {
        if (!answer.shape.AsSpan().SequenceEqual([1, labels]))
            return $"the shape [{string.Join(", ", answer.shape)}] and not [1, {labels}]";

        return answer.isfinite().all().item<bool>() ? null : "numbers that are not finite";
    }

    private static PluginRefusedException Failed(TaskAdapter task, string problem) =>
        new(PluginState.SelfTestFailed, $"Task '{task.Id}' {problem} when it is asked for the first time. Train its bundle again, or tell the plugin's author.");
}

using static TorchSharp.torch;

namespace AdapterKit.Hosting;

/// <summary>Runs a task once on a short text before the host offers it.</summary>
internal static class SelfTest
{
    private const string Text = "one small test";

    /// <exception cref="PluginRefusedException">The task throws, or its logits have the wrong shape or are not finite.</exception>
    public static void Run(TaskAdapter task, Backbone backbone)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = backbone.Tokenize([Text], maxTokens: 8);
        try
        {
            var outputs = task.Declaration.Kind.CountOutputs(task.Declaration.Labels);
            if (FindFault(task.Forward(batch), task.ReadsTokens ? [1, batch.Ids.size(1), outputs] : [1, outputs]) is { } fault)
                throw Failed(task, "it returns " + fault);
        }
        catch (Exception error) when (error is not PluginRefusedException)
        {
            throw Failed(task, $"it throws {error.GetType().Name}: {error.Message}");
        }
    }

    private static string? FindFault(Tensor logits, long[] shape)
    {
        if (!logits.shape.AsSpan().SequenceEqual(shape))
            return $"logits of shape [{string.Join(", ", logits.shape)}] instead of [{string.Join(", ", shape)}]";

        return logits.isfinite().all().item<bool>() ? null : "logits that are not finite";
    }

    private static PluginRefusedException Failed(TaskAdapter task, string problem) => new(
        PluginState.SelfTestFailed,
        $"Task '{task.Id}' fails its self-test: {problem}. Train its bundle again, or contact the plugin's author.");
}

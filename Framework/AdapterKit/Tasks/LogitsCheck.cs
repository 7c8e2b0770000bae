namespace AdapterKit;

/// <summary>Tells logits from nonsense.</summary>
internal static class LogitsCheck
{
    public const string NotFinite = "it returns logits that are not finite";

    /// <summary>Says what is wrong with the form of the logits of a batch; <see langword="null"/> if nothing is.</summary>
    public static string? FindFault(TaskAdapter task, Tensor? logits, long texts, long tokens)
    {
        if (logits is null)
            return "it returns no logits";

        var outputs = task.Declaration.Kind.CountOutputs(task.Declaration.Labels);
        long[] shape = task.ReadsTokens ? [texts, tokens, outputs] : [texts, outputs];
        if (!logits.shape.AsSpan().SequenceEqual(shape))
            return $"it returns logits of shape [{string.Join(", ", logits.shape)}] instead of [{string.Join(", ", shape)}]";

        return logits.is_floating_point() ? null : $"it returns logits of type {logits.dtype}, which are no floating-point numbers";
    }

    /// <summary>Returns for each text whether all of its logits are finite.</summary>
    public static bool[] FindFinite(Tensor logits)
    {
        using var finite = logits.isfinite();
        using var rows = finite.flatten(1);
        using var all = rows.all(1);
        using var host = all.cpu();
        return host.data<bool>().ToArray();
    }
}

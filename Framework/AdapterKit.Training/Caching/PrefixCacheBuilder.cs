namespace AdapterKit.Training;

/// <summary>Computes prefix caches, or finds them on disk.</summary>
internal static class PrefixCacheBuilder
{
    /// <summary>Precomputes the frozen prefix if possible; otherwise warns why not.</summary>
    /// <returns>The cache, owned by the caller; <see langword="null"/> if there is nothing to cache.</returns>
    public static PrefixCache? TryBuild(
        PrefixCaching caching, TaskAdapter task, TokenizedTexts texts, TrainingOptions options, Action<string> warn)
    {
        var layer = task.Plan.FirstLayer;
        if (FindObstacle(options.Mode, layer) is { } reason)
        {
            warn($"The prefix is not cached: {reason}.");
            return null;
        }

        var file = caching.Directory is { } directory
            ? new PrefixFile(directory, PrefixFile.ComputeKey(task.Backbone, texts, layer))
            : null;
        if (file?.TryRead(texts.Lengths.Sum(length => (long)length) + 1, warn) is { } known)
            return new PrefixCache(texts, layer, MoveTo(task.Backbone.Device, known));

        var hidden = PrefixCache.Compute(task.Backbone, texts, layer, options.BatchSize).DetachFromDisposeScope();
        file?.TryWrite(hidden, warn);
        return new PrefixCache(texts, layer, hidden);
    }

    private static Tensor MoveTo(Device device, Tensor hidden)
    {
        var moved = hidden.to(device);
        if (!ReferenceEquals(moved, hidden))
            hidden.Dispose();

        return moved.DetachFromDisposeScope();
    }

    private static string? FindObstacle(TrainingMode mode, int layer) => mode switch
    {
        TrainingMode.Full => "the backbone itself is trained, so that the output of its first layers changes with every step",
        TrainingMode.Head => "a head alone is trained on features that are computed once anyway",
        _ when layer == 0 => "the task has adapters or norms in layer 0. Drop them from the first layers to have a prefix to cache",
        _ => null,
    };
}

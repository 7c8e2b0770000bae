namespace AdapterKit.Training;

internal static class PrefixCachingExtensions
{
    /// <summary>Has the lowest layers' work done once, where that is right; a word says where it is not.</summary>
    public static PrefixCache? Open(this PrefixCaching caching, TaskAdapter task, TokenizedTexts texts, TrainingOptions options, Action<string> notices)
    {
        var layer = task.Plan.FirstLayer;
        if (WhyNot(options.Mode, layer) is { } reason)
        {
            notices($"The prefix is not cached: {reason}.");
            return null;
        }

        var file = caching.Folder is { } folder ? new PrefixFile(folder, PrefixFile.Key(task.Backbone, texts, layer)) : null;
        if (file?.Read(texts.Lengths.Sum(length => (long)length) + 1, notices) is { } known)
            return new PrefixCache(texts, layer, known);

        var hidden = PrefixCache.Compute(task.Backbone, texts, layer, options.BatchSize).DetachFromDisposeScope();
        file?.Write(hidden, notices);
        return new PrefixCache(texts, layer, hidden);
    }

    private static string? WhyNot(TrainingMode mode, int layer) => mode switch
    {
        TrainingMode.Full => "the backbone itself is trained, so that its lowest layers change with every step",
        TrainingMode.Head => "a head alone learns from features that are computed once anyway",
        _ when layer == 0 => "the task has adapters or norms in layer 0 already. Leave the lowest layers without (drop), and there is something to cache",
        _ => null,
    };
}

namespace AdapterKit.Training;

/// <summary>Where training caches the hidden states that enter the first trained layer.</summary>
/// <remarks>The layers below it are frozen, so that their output for a text is the same in every epoch.</remarks>
/// <param name="Directory">A directory in which later trainings find the cache; <see langword="null"/> for memory only.</param>
public sealed record PrefixCaching(string? Directory)
{
    /// <summary>Caches in memory, for one training.</summary>
    public static PrefixCaching Memory { get; } = new((string?)null);

    /// <summary>Caches on disk as well, for later trainings with the same texts, backbone and layer.</summary>
    /// <param name="directory">The directory. Its files may be deleted at any time.</param>
    public static PrefixCaching Disk(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return new PrefixCaching(directory);
    }
}

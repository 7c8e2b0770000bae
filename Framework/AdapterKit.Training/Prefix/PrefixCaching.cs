namespace AdapterKit.Training;

/// <summary>Where training keeps what the layers below the first trained one make of each text: they are frozen, so that it is the same in every epoch.</summary>
/// <param name="Folder">A folder that later trainings find it in; <see langword="null"/> for memory alone.</param>
public sealed record PrefixCaching(string? Folder)
{
    /// <summary>In memory, for one training.</summary>
    public static PrefixCaching Memory { get; } = new((string?)null);

    /// <summary>On disk as well, for later trainings with the same texts, backbone and layer. Its files may be deleted at any time.</summary>
    /// <param name="folder">The folder.</param>
    public static PrefixCaching Disk(string folder) => new(folder);
}

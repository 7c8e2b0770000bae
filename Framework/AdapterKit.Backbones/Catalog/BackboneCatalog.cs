namespace AdapterKit.Backbones;

/// <summary>Loads backbones by their ids.</summary>
public static class BackboneCatalog
{
    /// <summary>The environment variable that names a directory with a backbone's files, used instead of a model source.</summary>
    public const string DirectoryVariable = "ADAPTERKIT_BACKBONE";

    /// <summary>The id of the backbone that the command and the server use unless they are told another one.</summary>
    public const string DefaultId = ArcticXs.Id;

    private static readonly Dictionary<string, (ModelPackage Package, Func<string, Backbone> Load)> Known = new(StringComparer.Ordinal)
    {
        [UseLite.Id] = (UseLiteModel.Package, UseLiteModel.Load),
        [MiniLm.Id] = (SentenceModel.MiniLm.Package, SentenceModel.MiniLm.Load),
        [ArcticXs.Id] = (SentenceModel.ArcticXs.Package, SentenceModel.ArcticXs.Load),
    };

    /// <summary>The ids of the published backbones.</summary>
    public static IReadOnlyCollection<string> Ids => Known.Keys;

    /// <summary>Loads a backbone from a directory.</summary>
    /// <param name="id">The backbone's id.</param>
    /// <param name="directory">
    /// A directory that <c>pretrain</c> wrote (<see cref="BertDirectory"/>) with this id, a model as Hugging Face publishes it
    /// (<see cref="HuggingFaceDirectory"/>), which gets this id, or the unpacked package of a published backbone.
    /// </param>
    /// <exception cref="BackboneException">
    /// The id is unknown, the directory contains another backbone, or its files are missing, damaged or different from the published ones.
    /// </exception>
    public static Backbone Load(string id, string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (BertDirectory.Exists(directory))
            return LoadBert(id, directory);

        return HuggingFaceDirectory.Exists(directory) ? HuggingFaceDirectory.Load(directory, id) : Find(id).Load(directory);
    }

    /// <summary>Loads a declared backbone from a directory.</summary>
    /// <param name="declaration">The backbone, such as one that a plugin offers.</param>
    /// <param name="directory">The directory with its files.</param>
    /// <returns>The backbone, frozen, owned by the caller.</returns>
    /// <exception cref="BackboneException">A file of a published model is missing or malformed, or of another kind of model.</exception>
    public static Backbone Load(BackboneDeclaration declaration, string directory)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        return declaration.ModelType is { } type
            ? HuggingFaceDirectory.Load(directory, declaration.Id, type)
            : declaration.Load(directory);
    }

    /// <summary>Loads a backbone from the directory that <c>ADAPTERKIT_BACKBONE</c> names, else from a model source.</summary>
    /// <param name="id">The backbone's id.</param>
    /// <param name="source">Fetches the files. Its exceptions pass through.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="BackboneException">
    /// The id is unknown, the directory contains another backbone, or the files are missing, damaged or different from the published ones.
    /// </exception>
    public static async Task<Backbone> LoadAsync(string id, IModelSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (FindNamedDirectory() is { } directory)
            return Load(id, directory);

        var (package, load) = Find(id);
        return load(await source.FetchAsync(package, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Loads whichever backbone a directory contains; without a directory, the default one.</summary>
    /// <param name="directory">
    /// A directory that <c>pretrain</c> wrote (<see cref="BertDirectory"/>) with any id, a model as Hugging Face publishes it
    /// (<see cref="HuggingFaceDirectory"/>), or the unpacked package of the default backbone. If null, the directory that
    /// <c>ADAPTERKIT_BACKBONE</c> names; if that is not set either, <paramref name="source"/> fetches the default backbone.
    /// </param>
    /// <param name="defaultId">The id of the backbone to load unless the directory contains another one.</param>
    /// <param name="source">Fetches the files. Its exceptions pass through.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="BackboneException">The files are missing, damaged or different from the published ones.</exception>
    public static async Task<Backbone> OpenAsync(
        string? directory, string defaultId, IModelSource source, CancellationToken cancellationToken = default)
    {
        directory ??= FindNamedDirectory();
        if (directory is null)
            return await LoadAsync(defaultId, source, cancellationToken).ConfigureAwait(false);

        if (BertDirectory.Exists(directory))
            return BertDirectory.Load(directory);

        return HuggingFaceDirectory.Exists(directory) ? HuggingFaceDirectory.Load(directory) : Load(defaultId, directory);
    }

    private static string? FindNamedDirectory() =>
        Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } named ? named : null;

    private static (ModelPackage Package, Func<string, Backbone> Load) Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Known.TryGetValue(id, out var found)
            ? found
            : throw new BackboneException($"Unknown backbone \"{id}\". Known: {string.Join(", ", Ids)}.");
    }

    private static BertModel LoadBert(string id, string directory)
    {
        var model = BertDirectory.Load(directory);
        if (model.Id == id)
            return model;

        model.Dispose();
        throw new BackboneException($"{directory} contains the backbone \"{model.Id}\", but \"{id}\" is required.");
    }
}

namespace AdapterKit;

/// <summary>A backbone that an assembly offers to hosts; written by the compiler for <see cref="BackboneAttribute"/> classes.</summary>
public sealed class BackboneDeclaration
{
    private readonly Func<string, Backbone>? load;

    private BackboneDeclaration(string id, Func<string, Backbone>? load, ModelType? modelType) =>
        (Id, this.load, ModelType) = (id, load, modelType);

    /// <summary>The id that tasks are declared for.</summary>
    public string Id { get; }

    /// <summary>The kind of published model; <see langword="null"/> for a backbone that loads itself.</summary>
    public ModelType? ModelType { get; }

    /// <summary>Declares a backbone that loads itself.</summary>
    /// <param name="id">The id that tasks are declared for.</param>
    /// <param name="load">Loads it from a directory, frozen.</param>
    public static BackboneDeclaration Create(string id, Func<string, Backbone> load)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(load);
        return new BackboneDeclaration(id, load, modelType: null);
    }

    /// <summary>Declares a backbone whose files are as Hugging Face publishes them.</summary>
    /// <typeparam name="TModel">A class with <see cref="BackboneModelAttribute"/>.</typeparam>
    /// <param name="id">The id that tasks are declared for.</param>
    public static BackboneDeclaration Create<TModel>(string id)
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel>
    {
        ArgumentNullException.ThrowIfNull(id);
        return new BackboneDeclaration(id, load: null, ModelType.Of<TModel>());
    }

    /// <summary>Loads a backbone that loads itself.</summary>
    /// <param name="directory">The directory with its files.</param>
    /// <returns>The backbone, frozen, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">Its <see cref="ModelType"/> loads it.</exception>
    public Backbone Load(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return load is not null
            ? load(directory)
            : throw new InvalidOperationException($"The backbone '{Id}' is a published model, which its model type loads.");
    }
}

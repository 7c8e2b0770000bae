using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>Finds the backbones that plugins offer.</summary>
internal static class OfferedBackbones
{
    /// <summary>Loads the backbone of that id, or the model in that directory if only a plugin knows its type.</summary>
    /// <param name="name">The id or the directory.</param>
    /// <param name="plugins">The directories with plugins.</param>
    /// <returns>The backbone, owned by the caller; <see langword="null"/> if no plugin offers it.</returns>
    /// <exception cref="InputException">Several plugins know the model's type.</exception>
    public static Backbone? TryLoad(string name, IReadOnlyList<string> plugins)
    {
        if (BackboneCatalog.Ids.Contains(name))
            return null;

        if (!Directory.Exists(name))
            return OfferedBackbone.FindAll(plugins).FirstOrDefault(offer => offer.Id == name)?.Load(BackboneCatalog.Load);

        return HuggingFaceDirectory.FindForeignType(name) is { } type
            ? Choose(name, type, [.. OfferedBackbone.FindAll(plugins).Where(offer => offer.ModelType == type)])
            : null;
    }

    /// <summary>Returns the id of a backbone if it can be opened by this id alone; <see langword="null"/> for the default one.</summary>
    public static string? FindAvailable(string? id, IReadOnlyList<string> plugins)
    {
        if (id is null or BackboneCatalog.DefaultId)
            return null;

        return BackboneCatalog.Ids.Contains(id) || OfferedBackbone.FindAll(plugins).Any(offer => offer.Id == id) ? id : null;
    }

    private static Backbone? Choose(string directory, string type, IReadOnlyList<OfferedBackbone> offers) => offers switch
    {
        [] => null,
        [var only] => only.Load(BackboneCatalog.Load, directory),
        _ => throw new InputException(
            $"--backbone {directory}: plugins offer several backbones with the model_type '{type}': "
            + $"{string.Join(", ", offers.Select(offer => offer.Id))}. Name the directory of one of these plugins with --plugins."),
    };
}

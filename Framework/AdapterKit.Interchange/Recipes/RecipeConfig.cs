namespace AdapterKit.Interchange;

/// <summary>Turns what a folder says into the configuration of a task.</summary>
internal static class RecipeConfig
{
    /// <exception cref="InterchangeException">There are no adapters.</exception>
    public static AdapterConfig Create(string path, IReadOnlyList<AdapterRecipe> recipes, Backbone backbone) => recipes.Count > 0
        ? new AdapterConfig([.. recipes.Select(recipe => CreateSet(recipe, backbone.Encoder.Layers.Count))])
        : throw new InterchangeException($"{path}: the configuration gives no place of backbone '{backbone.Id}' an adapter.");

    /// <summary>Compares the widths that a configuration asks for with the file before anything of that size is built.</summary>
    /// <exception cref="InterchangeException">No tensor of the file is that large.</exception>
    public static void RequirePlausible(string path, IReadOnlyList<AdapterRecipe> recipes, WeightFile file)
    {
        var largest = file.Keys
            .Select(key => file.Describe(key).Shape.Aggregate(1L, (product, size) => product * size))
            .DefaultIfEmpty()
            .Max();
        if (recipes.FirstOrDefault(recipe => recipe.Units > largest) is { } recipe)
        {
            throw new InterchangeException(
                $"{path}: the configuration asks for {recipe.Units} units, but no tensor in {file.Path} is that large.");
        }
    }

    private static AdapterSet CreateSet(AdapterRecipe recipe, int layers)
    {
        var points = recipe.Places.GroupBy(place => place.Point, place => place.Layer).ToList();
        return new AdapterSet(recipe.Variant)
        {
            Options = recipe.Options,
            Placement = recipe.Placement,
            Points = [.. points.Select(point => point.Key)],
            TuneNorms = false,
            Drop = points.Aggregate(DropSet.None, (drop, point) => Enumerable.Range(0, layers).Except(point).ToList() is { Count: > 0 } left
                ? drop.With(LayerSet.Of(left), point.Key)
                : drop),
        };
    }
}

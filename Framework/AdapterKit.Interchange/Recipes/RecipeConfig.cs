namespace AdapterKit.Interchange;

/// <summary>Turns what a folder says into the configuration of a task.</summary>
internal static class RecipeConfig
{
    /// <exception cref="InterchangeException">A task cannot have these adapters.</exception>
    public static AdapterConfig Create(string path, IReadOnlyList<AdapterRecipe> recipes, Backbone backbone)
    {
        if (recipes is not [var recipe])
        {
            throw new InterchangeException(recipes.Count == 0
                ? $"{path}: the configuration gives no place of backbone '{backbone.Id}' an adapter."
                : $"{path}: the configuration asks for adapters of {recipes.Count} kinds, such as several ranks or reduction factors. "
                    + "A task has adapters of one kind.");
        }

        var layers = Enumerable.Range(0, backbone.Encoder.Layers.Count).ToList();
        var points = recipe.Places.GroupBy(place => place.Point, place => place.Layer).ToList();
        var drop = points.Aggregate(DropSet.None, (set, point) => layers.Except(point).ToList() is { Count: > 0 } left
            ? set.With(LayerSet.Of(left), point.Key)
            : set);
        return new AdapterConfig(recipe.Variant)
        {
            Options = recipe.Options,
            Placement = recipe.Placement,
            Points = [.. points.Select(point => point.Key)],
            TuneNorms = false,
            Drop = drop,
        };
    }

    /// <summary>Compares the widths that a configuration asks for with the file before anything of that size is built.</summary>
    /// <exception cref="InterchangeException">No tensor of the file is that large.</exception>
    public static void RequirePlausible(string path, IReadOnlyList<AdapterRecipe> recipes, WeightFile file)
    {
        var largest = file.Keys.Select(key => file.Describe(key).Shape).Max(shape => shape.Aggregate(1L, (product, size) => product * size));
        if (recipes.FirstOrDefault(recipe => recipe.Units > largest) is { } recipe)
        {
            throw new InterchangeException(
                $"{path}: the configuration asks for {recipe.Units} units, but no tensor in {file.Path} is that large.");
        }
    }
}

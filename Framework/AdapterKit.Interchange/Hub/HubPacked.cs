namespace AdapterKit.Interchange;

/// <summary>
/// Adapters of queries, keys and values as AdapterHub writes them for GPT-2, whose checkpoints have one matrix for them: those of all
/// adapted parts one below the other.
/// </summary>
/// <param name="layout">The backbone's keys.</param>
/// <param name="weights">The folder's weights.</param>
/// <param name="prefix">What precedes the keys of the model.</param>
/// <param name="name">The name of the adapter.</param>
internal sealed class HubPacked(PublishedLayout layout, WeightFile weights, string prefix, string name)
{
    private static readonly string[] Components = ["lora_A", "lora_B", "gate.weight", "gate.bias"];

    /// <summary>What precedes the components of a part once they are split.</summary>
    public static string PlaceOf(string whole, ProjectionPart part) => $"{whole}.{part.Name}";

    /// <summary>Replaces the components of whole matrices by those of their parts.</summary>
    /// <param name="recipes">The adapters.</param>
    /// <exception cref="InterchangeException">Rows cannot be shared evenly among the parts.</exception>
    public void Split(IReadOnlyList<AdapterRecipe> recipes)
    {
        var adapted = recipes.SelectMany(recipe => recipe.Places).ToHashSet();
        var parts = layout.Backbone.Encoder.ProjectionSites
            .Where(site => layout.KeyOf(site) is null && adapted.Contains(new(site.Layer, site.Name)));
        foreach (var product in parts.GroupBy(site => layout.KeyOfWhole(site)))
        {
            foreach (var component in Components)
                Split($"{prefix}{product.Key}.loras.{name}", component, [.. product.Select(site => site.Part)]);
        }
    }

    private void Split(string whole, string component, IReadOnlyList<ProjectionPart> parts)
    {
        var key = $"{whole}.{component}";
        if (!weights.Contains(key))
            return;

        using var values = weights.Read(key);
        if (values.size(0) % parts.Count != 0)
        {
            throw new InterchangeException(
                $"{weights.Path}: '{key}' has {values.size(0)} rows, which {parts.Count} adapted parts cannot share.");
        }

        var rows = values.size(0) / parts.Count;
        foreach (var (index, part) in parts.Index())
        {
            using var own = values.narrow(0, index * rows, rows);
            weights.Add($"{PlaceOf(whole, part)}.{component}", own.clone());
        }

        weights.Ignore(found => found == key);
    }
}

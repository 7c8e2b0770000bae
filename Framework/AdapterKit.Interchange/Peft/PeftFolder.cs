namespace AdapterKit.Interchange;

/// <summary>Reads the folders of the PEFT library.</summary>
internal static class PeftFolder
{
    public const string Format = "PEFT";

    public static readonly IReadOnlyList<string> WeightFiles = ["adapter_model.safetensors", "adapter_model.bin"];

    /// <param name="directory">The folder.</param>
    /// <param name="fields">Its configuration.</param>
    /// <param name="backbone">The backbone.</param>
    /// <exception cref="InterchangeException">The folder asks for something that is not supported.</exception>
    public static FolderContents Read(string directory, ConfigFields fields, Backbone backbone)
    {
        var config = PeftConfig.Read(fields);
        var layout = PublishedLayout.Of(backbone);
        var weights = WeightFile.Open(directory, WeightFiles);
        try
        {
            return config.VirtualTokens > 0
                ? ReadPrompt(directory, config, layout, weights)
                : ReadProducts(directory, config, layout, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private static FolderContents ReadProducts(string directory, PeftConfig config, PublishedLayout layout, WeightFile weights)
    {
        var root = PeftKeys.Root;
        var prefix = layout.PrefixIn(
            weights.Keys.Where(key => key.StartsWith(root, StringComparison.Ordinal)).Select(key => key[root.Length..]));
        var targets = new PeftTargets(config, layout, prefix);
        return Create(
            directory, weights, targets.ReadRecipes(), new PeftKeys(layout, prefix), new PeftHead(config, layout, targets, weights));
    }

    private static FolderContents ReadPrompt(string directory, PeftConfig config, PublishedLayout layout, WeightFile weights)
    {
        var prompt = new PeftPrompt(config, layout.Backbone);
        prompt.Split(weights);
        return Create(
            directory, weights, prompt.ReadRecipes(), new PeftKeys(layout, ""), new PeftHead(config, layout, targets: null, weights));
    }

    private static FolderContents Create(
        string directory, WeightFile weights, IReadOnlyList<AdapterRecipe> recipes, PeftKeys keys, PeftHead head) => new()
        {
            Directory = directory,
            Format = Format,
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))),
            Recipes = recipes,
            Weights = weights,
            Keys = keys,
            Head = head,
        };
}

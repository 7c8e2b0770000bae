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
        var (keys, recipes) = (new PeftKeys(layout, prefix), targets.ReadRecipes());
        foreach (var table in targets.FindTables())
            IgnoreCopy(weights, $"{keys.PlaceOf(table)}.base_layer.weight", layout.Backbone.Tables!.Find(table));

        RenameBiases(config, targets, keys, weights);
        if (PeftStart.Changes(config))
            recipes = new PeftStart(config, layout.Backbone, keys, weights).Undo(recipes);

        return Create(directory, weights, recipes, keys, new PeftHead(config, layout, targets, weights));
    }

    // Until 0.10, PEFT called the bias of a product with LoRA as it is called without.
    private static void RenameBiases(PeftConfig config, PeftTargets targets, PeftKeys keys, WeightFile weights)
    {
        foreach (var place in targets.FindSites().Where(targets.TrainsBias).Select(site => keys.PlaceOf(site)))
        {
            var (today, before) = ($"{place}.base_layer.bias", $"{place}.bias");
            if (weights.Contains(today))
                continue;

            if (weights.Contains(before))
            {
                weights.Rename(before, today);
            }
            else if (config.Biases == PeftBiases.OfLora)
            {
                throw new InterchangeException(
                    $"{config.Path}: 'bias' is '{config.Biases}', but {weights.Path} lacks '{today}': PEFT 0.10 and later train these "
                    + "biases without saving them. Train with 'all', whose biases it saves.")
                {
                    Missing = [today],
                };
            }
        }
    }

    // PEFT saves a table that it changes along with the change.
    private static void IgnoreCopy(WeightFile weights, string key, Embedding table)
    {
        if (!weights.Contains(key))
            return;

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var copy = weights.Read(key);

        // The training may have had another precision than the backbone.
        var own = table.weight!.cpu().to_type(copy.dtype).to_type(ScalarType.Float32);
        if (!copy.shape.SequenceEqual(own.shape) || !copy.to_type(ScalarType.Float32).allclose(own))
        {
            throw new InterchangeException(
                $"{weights.Path}: '{key}' differs from the backbone's: the adapter was trained on other weights.");
        }

        weights.Ignore(other => other == key);
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

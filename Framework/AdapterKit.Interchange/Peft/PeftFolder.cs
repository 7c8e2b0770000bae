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
            var root = PeftKeys.Root;
            var prefix = layout.PrefixIn(
                weights.Keys.Where(key => key.StartsWith(root, StringComparison.Ordinal)).Select(key => key[root.Length..]));
            var targets = new PeftTargets(config, layout, prefix);
            return new FolderContents
            {
                Directory = directory,
                Format = Format,
                Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))),
                Recipes = targets.ReadRecipes(),
                Weights = weights,
                Keys = new PeftKeys(layout, prefix),
                Head = new PeftHead(config, layout, targets, weights),
            };
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }
}

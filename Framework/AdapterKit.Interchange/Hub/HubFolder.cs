namespace AdapterKit.Interchange;

/// <summary>Reads the folders of the AdapterHub library.</summary>
internal static class HubFolder
{
    public const string Format = "AdapterHub";
    public const string FusionConfigFile = "adapter_fusion_config.json";

    public static readonly IReadOnlyList<string> WeightFiles = ["adapter.safetensors", "pytorch_adapter.bin"];
    public static readonly IReadOnlyList<string> FusionWeightFiles =
        ["model_adapter_fusion.safetensors", "pytorch_model_adapter_fusion.bin"];

    /// <summary>Reads an adapter.</summary>
    /// <exception cref="InterchangeException">The folder asks for something that is not supported.</exception>
    public static FolderContents ReadAdapter(string directory, ConfigFields fields, Backbone backbone)
    {
        var (layout, name, version) = ReadEnvelope(fields, backbone);
        var config = fields.GetFields("config");
        var weights = WeightFile.Open(directory, WeightFiles, HubKeys.Normalize);
        try
        {
            var prefixes = new HubPrefix(weights, name);
            var recipes = new HubConfig(version, layout, prefixes.HasNetwork).Read(config);
            prefixes.IgnoreCopies();
            var keys = new HubKeys(layout, layout.PrefixIn(weights.Keys), name);
            foreach (var recipe in recipes.Where(recipe => recipe.Variant == PrefixAdapter.Variant))
                prefixes.Split([.. recipe.Places.Select(keys.FindPrefixPlace)], ((PrefixOptions)recipe.Options).Length, backbone.Width);

            new HubPacked(layout, weights, layout.PrefixIn(weights.Keys), name).Split(recipes);
            return Create(directory, name, layout, weights, recipes, fusion: null, ReadHead(directory, layout));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Reads a fusion.</summary>
    /// <exception cref="InterchangeException">The folder asks for something that is not supported.</exception>
    public static FolderContents ReadFusion(string directory, Backbone backbone)
    {
        var fields = ConfigFields.Open(Path.Combine(directory, FusionConfigFile));
        var (layout, name, _) = ReadEnvelope(fields, backbone);
        var members = fields.GetTexts("adapter_names") ?? name.Split(',');
        if (members.Count < 2)
            throw new InterchangeException($"{fields.Path}: '{name}' names no two adapters to fuse.");

        var options = ReadFusionOptions(fields.GetFields("config"));
        var weights = WeightFile.Open(directory, FusionWeightFiles, HubKeys.Normalize);
        try
        {
            return Create(directory, name, layout, weights, [], new FusionSource(members, options), ReadHead(directory, layout));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private static (PublishedLayout Layout, string Name, HubVersion Version) ReadEnvelope(ConfigFields fields, Backbone backbone)
    {
        var name = fields.GetText("name") ?? throw new InterchangeException(
            $"{fields.Path} has neither 'peft_type' nor 'name', so it is of no known library.");
        if (fields.Find("hidden_size") is { } width && fields.ReadNumber("hidden_size", width) != backbone.Width)
        {
            throw new InterchangeException(
                $"{fields.Path}: 'hidden_size' is {width}, but backbone '{backbone.Id}' has a width of {backbone.Width}. Use the model "
                + "that the adapter was trained on.");
        }

        return (PublishedLayout.Of(backbone), name, new HubVersion(fields.GetText("version")));
    }

    private static FolderContents Create(
        string directory,
        string name,
        PublishedLayout layout,
        WeightFile weights,
        IReadOnlyList<AdapterRecipe> recipes,
        FusionSource? fusion,
        IHeadFolder? head) => new()
        {
            Directory = directory,
            Format = Format,
            Name = name,
            Recipes = recipes,
            Fusion = fusion,
            Weights = weights,
            Keys = new HubKeys(layout, layout.PrefixIn(weights.Keys), name),
            Ignored = weights.Ignore(key => HubKeys.IsOfLongerName(key, name)),
            Head = head,
        };

    private static HubHead? ReadHead(string directory, PublishedLayout layout)
    {
        var path = Path.Combine(directory, HubHead.ConfigFile);
        return File.Exists(path)
            ? new HubHead(ConfigFields.Open(path), WeightFile.Open(directory, HubHead.WeightFiles), layout)
            : null;
    }

    internal static FusionOptions ReadFusionOptions(ConfigFields fields)
    {
        var options = new FusionOptions
        {
            Query = fields.Is("query", fallback: true),
            Key = fields.Is("key", fallback: true),
            Value = fields.Is("value", fallback: true),
            QueryBeforeNorm = fields.Is("query_before_ln"),
            ResidualThroughValue = fields.Is("residual_before"),
            Temperature = fields.Is("temperature"),
            Regularization = fields.Is("regularization", fallback: true) ? 0.01 : 0,
            ValueStartsAsIdentity = fields.Find("value_initialized") is not { ValueKind: System.Text.Json.JsonValueKind.False },
        };
        // The projection of values is linear: before or after the weighted sum is the same.
        fields.RequireAllRead("value_before_softmax", "dropout_prob");
        return options;
    }
}

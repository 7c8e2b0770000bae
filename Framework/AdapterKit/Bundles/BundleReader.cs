using System.Text.Json;

namespace AdapterKit;

/// <summary>Reads the configuration of a task from a bundle's manifest.</summary>
/// <param name="path">The path of the manifest, for messages.</param>
/// <param name="manifest">The manifest.</param>
internal sealed class BundleReader(string path, BundleManifest manifest)
{
    /// <summary>Refuses the bundle of another task, backbone or set of labels.</summary>
    public void RequireMatches(TaskDeclaration declaration, Backbone backbone)
    {
        Require("task", manifest.Task, declaration.Id);
        Require("kind", manifest.Kind ?? ClassificationTask.Kind.Id, declaration.Kind.Id);
        Require("backbone.id", manifest.Backbone.Id, backbone.Id);
        Require("backbone.hash", manifest.Backbone.Hash, backbone.Hash);
        Require("labels", Quote(manifest.Labels), Quote(declaration.Labels));
        var layers = backbone.Encoder.Layers.Count;
        if (manifest.DroppableLayers < 0 || manifest.DroppableLayers > layers)
        {
            throw new BundleException(
                $"{path}: 'droppableLayers' is {manifest.DroppableLayers}, but must be from 0 to {layers}, as many as the backbone has.");
        }
    }

    /// <summary>Reads the configuration.</summary>
    /// <param name="declared">The declared configuration, which knows the variant.</param>
    /// <param name="members">The tasks at hand that the fusion may name.</param>
    public AdapterConfig ReadConfig(AdapterConfig declared, IReadOnlyList<TaskAdapter> members)
    {
        if (manifest.MaxTokens < 1)
            throw new BundleException($"{path}: 'maxTokens' is {manifest.MaxTokens}, but must be at least 1.");

        if (manifest.Head is { IsDefined: false } head)
        {
            throw new BundleException(
                $"{path}: 'head' is {head}, but must have at most {HeadForm.MaxHidden} hidden layers and a known activation.");
        }

        var first = ReadSet(manifest.Adapter, "adapter", declared);
        var further = (manifest.Further ?? []).Select((adapter, index) => ReadSet(adapter, $"further[{index}]", declared)).ToList();
        return new AdapterConfig(further.Count == 0 ? [first with { Drop = DropSet.None }] : [first, .. further])
        {
            // What the only set lacks, the task lacks.
            Drop = further.Count == 0 ? first.Drop : DropSet.None,
            Head = manifest.Head ?? HeadForm.Default,
            MaxTokens = manifest.MaxTokens,
            Fusion = manifest.Fusion is { } fusion ? ReadFusion(fusion, members) : null,
            Members = [.. members.Where(member => manifest.Fusion?.MemberHashes.ContainsKey(member.Id) == true)],
        };
    }

    private AdapterSet ReadSet(BundleAdapter adapter, string name, AdapterConfig declared)
    {
        var variants = declared.Sets.Select(set => set.Variant).Append(AdapterVariant.None);
        if (variants.FirstOrDefault(known => known.Id == adapter.Variant) is not { } variant)
        {
            throw new BundleException(
                $"{path}: '{name}.variant' is '{adapter.Variant}', but "
                + $"{string.Join(" or ", declared.Sets.Select(set => $"'{set.Variant.Id}'").Distinct())} is required.");
        }

        if (adapter.Options.ValueKind != JsonValueKind.Object)
            throw new BundleException($"{path}: '{name}.options' must be an object.");
        if (!Enum.IsDefined(adapter.Placement))
        {
            throw new BundleException(
                $"{path}: '{name}.placement' is {adapter.Placement}, but must be one of "
                + $"{string.Join(", ", Enum.GetNames<AdapterPlacement>())}.");
        }

        return new AdapterSet(variant)
        {
            Options = ReadOptions(variant, adapter.Options, $"{name}.options"),
            Placement = adapter.Placement,
            Points = adapter.Points,
            TuneNorms = adapter.TuneNorms,
            Drop = adapter.Drop.Aggregate(DropSet.None, (drop, entry) => AddDrop(drop, entry, $"{name}.drop")),
        };
    }

    private static Setup ReadMember(IReadOnlyList<string> ids) => ids is [var only] ? only : Setup.Stack([.. ids.Select(Setup.Of)]);

    private static string Quote(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"\"{label}\""));

    private FusionConfig ReadFusion(BundleFusion fusion, IReadOnlyList<TaskAdapter> members)
    {
        foreach (var (id, hash) in fusion.MemberHashes)
            RequireMember(id, hash, members);

        try
        {
            return new FusionConfig(new FuseSetup([.. fusion.Members.Select(ReadMember)], atLeast: fusion.Kept is null ? 2 : 1))
            {
                Options = fusion.Options,
                Pruning = fusion.Kept is not { } kept ? null : new FusionPruning(
                    kept.ToDictionary(site => site.Key, IReadOnlyList<Setup> (site) => [.. site.Value.Select(ReadMember)])),
            };
        }
        catch (ArgumentException error)
        {
            throw new BundleException($"{path}: fusion: {error.Message}", error);
        }
    }

    private void RequireMember(string id, string hash, IReadOnlyList<TaskAdapter> members)
    {
        var member = members.FirstOrDefault(task => task.Id == id)
            ?? throw new MemberMissingException(
                id, $"{path}: the task fuses '{id}', which is missing. Add the plugin or bundle of '{id}'.");
        if (member.WeightsHash != hash)
        {
            throw new BundleException(
                $"{path}: the fusion was trained with weights {hash} of '{id}', but the available weights are "
                + $"{member.WeightsHash ?? "in no bundle"}. "
                + $"Use the same '{id}', or train the fusion again.");
        }
    }

    private VariantOptions ReadOptions(AdapterVariant variant, JsonElement json, string name)
    {
        try
        {
            var reader = new OptionsReader(json, $"{path}: {name}");
            var options = variant.Read(reader);
            reader.RequireAllRead();
            return options;
        }
        catch (FormatException error)
        {
            throw new BundleException(error.Message, error);
        }
        catch (InvalidOperationException error)
        {
            // The JSON reader reports bytes that are not Unicode only when it reaches them.
            throw new BundleException($"{path}: {name}: {error.Message}", error);
        }
    }

    private DropSet AddDrop(DropSet drop, KeyValuePair<string, string> entry, string name)
    {
        try
        {
            return drop.With(LayerSet.Parse(entry.Value), entry.Key);
        }
        catch (FormatException error)
        {
            throw new BundleException($"{path}: {name}.{entry.Key}: {error.Message}", error);
        }
    }

    private void Require(string key, string found, string expected)
    {
        if (found != expected)
            throw new BundleException($"{path}: '{key}' is '{found}', but '{expected}' is required.");
    }
}

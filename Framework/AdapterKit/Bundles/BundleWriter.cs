using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>Writes a task into a bundle's directory.</summary>
internal static class BundleWriter
{
    /// <summary>Writes a task's configuration and weights, and replaces the bundle in the directory as a whole.</summary>
    /// <returns>The manifest.</returns>
    /// <exception cref="InvalidOperationException">The task fuses another one whose weights are in no bundle.</exception>
    public static BundleManifest Write(string directory, TaskAdapter task, JsonObject? training)
    {
        StorableConfig.Require(task.Config);
        var fusion = task.Config.Fusion is { } config ? Describe(task, config) : null;
        Directory.CreateDirectory(directory);
        using var exclusive = new DirectoryLock(directory);
        var (newWeights, newManifest) = (Path.Combine(directory, BundleFiles.NewWeights), Path.Combine(directory, BundleFiles.NewManifest));
        try
        {
            BundleFiles.FinishInterrupted(directory);
            DeleteLeftovers(directory);
            using (NewDisposeScope())
            {
                SafetensorsFile.Write(
                    newWeights, task.named_parameters().Select(entry => (entry.name, entry.parameter.to_type(BundleFiles.WeightType))));
            }

            var sets = task.Config.Sets.Select(set => Describe(set, set.Drop.Union(task.Config.Drop))).ToList();
            var manifest = new BundleManifest(
                BundleFiles.Format,
                task.Id,
                new(task.Backbone.Id, task.Backbone.Hash),
                task.Declaration.Labels,
                task.Config.MaxTokens,
                sets[0],
                new(BundleFiles.Weights, ContentHash.ComputeFile(newWeights)),
                fusion,
                training)
            {
                Further = sets.Count > 1 ? [.. sets.Skip(1)] : null,
                Kind = task.Declaration.Kind.Id is var kind && kind == ClassificationTask.Kind.Id ? null : kind,
                Head = task.Config.Head == HeadForm.Default ? null : task.Config.Head,
                DroppableLayers = task.DroppableLayers,
            };
            WriteToDisk(newManifest, manifest);
            DiskSteps.Move(newWeights, Path.Combine(directory, BundleFiles.Weights));
            DiskSteps.Move(newManifest, Path.Combine(directory, BundleFiles.Manifest));
            return manifest;
        }
        catch when (File.Exists(newWeights))
        {
            // The old bundle still stands: leave no half of a new one beside it.
            File.Delete(newWeights);
            File.Delete(newManifest);
            throw;
        }
    }

    private static void WriteToDisk(string path, BundleManifest manifest)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        DiskSteps.Write(stream, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(manifest, BundleJson.Default.BundleManifest) + "\n"));
        DiskSteps.Flush(stream);
    }

    // Of savers that were killed; living ones wait for the lock.
    private static void DeleteLeftovers(string directory)
    {
        foreach (var file in Directory.GetFiles(directory, BundleFiles.NewWeights + ".*.tmp"))
            File.Delete(file);
    }

    private static BundleAdapter Describe(AdapterSet set, DropSet drop)
    {
        var writer = new OptionsWriter();
        set.Variant.Write(writer, set.Options);
        return new(
            set.Variant.Id,
            JsonElement.Parse(writer.Options.ToJsonString()),
            set.Placement,
            set.Points,
            set.TuneNorms,
            drop.LayersByPoint.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));
    }

    private static BundleFusion Describe(TaskAdapter task, FusionConfig fusion) => new(
        [.. fusion.Setup.Members.Select(member => member.Names)],
        fusion.Options,
        fusion.Setup.Names.ToDictionary(id => id, id => task.Config.Members.Find(id).WeightsHash
            ?? throw new InvalidOperationException(
                $"Task '{task.Id}' fuses '{id}', whose weights are in no bundle. Save '{id}' first: the fusion is stored with the "
                + "hash of its weights.")),
        fusion.Pruning is not { } pruning ? null : pruning.Sites.ToDictionary(
            site => site, IReadOnlyList<IReadOnlyList<string>> (site) => [.. pruning.At(site).Select(member => member.Names)]));
}

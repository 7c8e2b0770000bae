using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>A trained task adapter on disk: a directory with <c>adapter.json</c> and <c>adapter.safetensors</c>.</summary>
public sealed class Bundle
{
    /// <summary>The name of the manifest.</summary>
    public const string ManifestFile = "adapter.json";

    private const string WeightsFile = "adapter.safetensors";
    private const int Format = 1;

    private Bundle(string directory, BundleManifest manifest)
    {
        Directory = directory;
        Manifest = manifest;
    }

    /// <summary>Where the bundle is.</summary>
    public string Directory { get; }

    /// <summary>What it says of itself.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The size of its weights, in bytes.</summary>
    public long Size => new FileInfo(WeightsPath).Length;

    private string ManifestPath => Path.Combine(Directory, ManifestFile);

    private string WeightsPath => Path.Combine(Directory, Manifest.Weights.File);

    /// <summary>Reads a bundle's manifest and checks the hash of its weights.</summary>
    /// <param name="directory">The bundle's directory.</param>
    /// <exception cref="BundleException">A file is missing, malformed, of another format version, or altered.</exception>
    public static Bundle Open(string directory)
    {
        var path = Path.Combine(directory, ManifestFile);
        var bundle = new Bundle(directory, ReadManifest(path));
        var weights = bundle.Manifest.Weights;
        if (weights.File != Path.GetFileName(weights.File) || !File.Exists(bundle.WeightsPath))
            throw new BundleException($"{path}: the weights file '{weights.File}' is not beside it.");

        var actual = Hash(bundle.WeightsPath);
        return actual == weights.Sha256
            ? bundle
            : throw new BundleException(
                $"{bundle.WeightsPath}: the file's SHA-256 is {actual}, but {ManifestFile} says {weights.Sha256}. It was altered or cut short: copy the bundle again.");
    }

    /// <summary>Writes a task's configuration and weights; what is half written, <see cref="Open"/> refuses.</summary>
    /// <param name="directory">The bundle's directory; made where it is missing.</param>
    /// <param name="task">The task.</param>
    /// <param name="training">How it was trained and how well it did; for people, never read back.</param>
    public static Bundle Save(string directory, TaskAdapter task, JsonObject? training = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        System.IO.Directory.CreateDirectory(directory);
        var weights = Path.Combine(directory, WeightsFile);
        SafetensorsFile.Write(weights, task.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)));
        var manifest = new BundleManifest(
            Format,
            task.Id,
            new BundleBackbone(task.Backbone.Id, task.Backbone.Hash),
            task.Declaration.Labels,
            Describe(task.Config),
            new BundleWeights(WeightsFile, Hash(weights)),
            Describe(task, task.Config.Fusion),
            training);
        var path = Path.Combine(directory, ManifestFile);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(manifest, BundleJson.Default.BundleManifest) + "\n", new UTF8Encoding(false));
        File.Move(temporary, path, overwrite: true);
        task.WeightsHash = manifest.Weights.Sha256;
        return new Bundle(directory, manifest);
    }

    internal TaskAdapter Load(TaskDeclaration declaration, Backbone backbone, IReadOnlyList<TaskAdapter> sources)
    {
        Require("task", Manifest.Task, declaration.Id);
        Require("backbone.id", Manifest.Backbone.Id, backbone.Id);
        Require("backbone.hash", Manifest.Backbone.Hash, backbone.Hash);
        Require("labels", Quote(Manifest.Labels), Quote(declaration.Labels));
        var task = Create(declaration, backbone, Config(declaration.Config, sources));
        try
        {
            CopyWeights(task);
            task.WeightsHash = Manifest.Weights.Sha256;
            task.eval();
            return task;
        }
        catch
        {
            task.Dispose();
            throw;
        }
    }

    private static BundleManifest ReadManifest(string path)
    {
        if (!File.Exists(path))
            throw new BundleException($"{path}: there is no such file, so its directory is no bundle.");

        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (!document.RootElement.TryGetProperty("format", out var format))
                throw new BundleException($"{path}: 'format' is missing, so this is no bundle's manifest.");

            if (format.GetInt32() != Format)
                throw new BundleException($"{path}: 'format' is {format}, but {Format} is needed. Use a bundle made for this version.");

            return document.RootElement.Deserialize(BundleJson.Default.BundleManifest)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BundleException($"{path}: {error.Message}", error);
        }
    }

    private TaskAdapter Create(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    {
        try
        {
            return declaration.Create(backbone, config);
        }
        catch (ArgumentException error)
        {
            throw new BundleException($"{ManifestPath}: the adapter it describes cannot be built. {error.Message}", error);
        }
    }

    private static BundleAdapter Describe(AdapterConfig config)
    {
        var writer = new OptionsWriter();
        config.Variant.Write(writer, config.Options);
        return new BundleAdapter(
            config.Variant.Id,
            JsonElement.Parse(writer.Options.ToJsonString()),
            config.Placement,
            config.Points,
            config.TuneNorms,
            config.Drop.LayersByPoint.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));
    }

    private static BundleFusion? Describe(TaskAdapter task, FusionConfig? fusion) => fusion is null ? null : new(
        [.. fusion.Setup.Members.Select(member => member.Names)],
        fusion.Options,
        fusion.Setup.Names.ToDictionary(name => name, name => task.Config.Sources.Named(name).WeightsHash
            ?? throw new InvalidOperationException(
                $"Task '{task.Id}' mixes '{name}', whose weights are in no bundle. Save '{name}' first: the fusion is stored with the hash of its weights.")),
        fusion.Pruning is not { } pruning ? null : pruning.Sites.ToDictionary(
            site => site, IReadOnlyList<IReadOnlyList<string>> (site) => [.. pruning.At(site).Select(member => member.Names)]));

    private FusionConfig? Fusion(IReadOnlyList<TaskAdapter> sources)
    {
        if (Manifest.Fusion is not { } fusion)
            return null;

        foreach (var (name, hash) in fusion.Sources)
        {
            var source = sources.FirstOrDefault(task => task.Id == name)
                ?? throw new SourceMissingException(name, $"{ManifestPath}: the task mixes '{name}', which is not there. Add the plugin or bundle of '{name}'.");
            if (source.WeightsHash != hash)
            {
                throw new BundleException(
                    $"{ManifestPath}: the fusion was trained with weights {hash} of '{name}', and those at hand are {source.WeightsHash ?? "in no bundle"}. Use the same '{name}', or train the fusion again.");
            }
        }

        try
        {
            return new FusionConfig(new FuseSetup([.. fusion.Members.Select(Member)], atLeast: fusion.Kept is null ? 2 : 1))
            {
                Options = fusion.Options,
                Pruning = fusion.Kept is not { } kept ? null : new FusionPruning(
                    kept.ToDictionary(site => site.Key, IReadOnlyList<Setup> (site) => [.. site.Value.Select(Member)])),
            };
        }
        catch (ArgumentException error)
        {
            throw new BundleException($"{ManifestPath}: fusion: {error.Message}", error);
        }
    }

    private static Setup Member(IReadOnlyList<string> names) => names is [var only] ? only : Setup.Stack([.. names.Select(Setup.Of)]);

    private AdapterConfig Config(AdapterConfig declared, IReadOnlyList<TaskAdapter> sources)
    {
        var adapter = Manifest.Adapter;
        var variant = adapter.Variant == AdapterVariant.None.Id ? AdapterVariant.None : declared.Variant;
        Require("adapter.variant", adapter.Variant, variant.Id);
        if (adapter.Options.ValueKind != JsonValueKind.Object)
            throw new BundleException($"{ManifestPath}: 'adapter.options' must be an object.");

        if (!Enum.IsDefined(adapter.Placement))
            throw new BundleException($"{ManifestPath}: 'adapter.placement' is {adapter.Placement}, but one of {string.Join(", ", Enum.GetNames<AdapterPlacement>())} is needed.");

        return new AdapterConfig(variant)
        {
            Options = Options(variant),
            Placement = adapter.Placement,
            Points = adapter.Points,
            TuneNorms = adapter.TuneNorms,
            Drop = adapter.Drop.Aggregate(DropSet.None, And),
            Fusion = Fusion(sources),
            Sources = [.. sources.Where(source => Manifest.Fusion?.Sources.ContainsKey(source.Id) == true)],
        };
    }

    private VariantOptions Options(AdapterVariant variant)
    {
        try
        {
            var reader = new OptionsReader(Manifest.Adapter.Options, $"{ManifestPath}: adapter.options");
            var options = variant.Read(reader);
            reader.RejectUnread();
            return options;
        }
        catch (InvalidOperationException error)
        {
            // What the JSON reader says of bytes that are not Unicode, once it gets to them.
            throw new BundleException($"{ManifestPath}: adapter.options: {error.Message}", error);
        }
    }

    private DropSet And(DropSet drop, KeyValuePair<string, string> entry)
    {
        try
        {
            return drop.And(LayerSet.Parse(entry.Value), entry.Key);
        }
        catch (FormatException error)
        {
            throw new BundleException($"{ManifestPath}: adapter.drop.{entry.Key}: {error.Message}", error);
        }
    }

    private void CopyWeights(TaskAdapter task)
    {
        try
        {
            using var file = SafetensorsFile.Open(WeightsPath);
            var parameters = task.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
            if (file.Keys.Except(parameters.Keys).FirstOrDefault() is { } unknown)
                throw new BundleException($"{WeightsPath}: the tensor '{unknown}' belongs to nothing in task '{task.Id}' as {ManifestFile} describes it.");

            if (parameters.Keys.Except(file.Keys).FirstOrDefault() is { } missing)
                throw new BundleException($"{WeightsPath}: the tensor '{missing}' of task '{task.Id}' is missing.");

            using var frozen = no_grad();
            foreach (var (key, parameter) in parameters)
                file.CopyInto(key, parameter);
        }
        catch (SafetensorsException error)
        {
            throw new BundleException(error.Message, error);
        }
    }

    private void Require(string key, string found, string expected)
    {
        if (found != expected)
            throw new BundleException($"{ManifestPath}: '{key}' is '{found}', but '{expected}' is needed.");
    }

    private static string Quote(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"\"{label}\""));

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

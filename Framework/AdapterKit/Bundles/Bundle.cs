using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>A trained task adapter on disk: a directory with <c>adapter.json</c> and <c>adapter.safetensors</c>.</summary>
public sealed class Bundle
{
    /// <summary>The name of the manifest.</summary>
    public const string ManifestFile = BundleFiles.Manifest;

    private Bundle(string directory, BundleManifest manifest)
    {
        Directory = directory;
        Manifest = manifest;
    }

    /// <summary>The directory of the bundle.</summary>
    public string Directory { get; }

    /// <summary>The contents of its manifest.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The size of its weights, in bytes.</summary>
    public long Size => new FileInfo(WeightsPath).Length;

    private string ManifestPath => Path.Combine(Directory, ManifestFile);

    private string WeightsPath => Path.Combine(Directory, Manifest.Weights.File);

    /// <summary>Opens a bundle: reads its manifest and verifies the hash of its weights.</summary>
    /// <remarks>If a save was interrupted, this is the old bundle or the new one, whole.</remarks>
    /// <param name="directory">The directory of the bundle.</param>
    /// <exception cref="BundleException">A file is missing, malformed, of another format, or altered.</exception>
    public static Bundle Open(string directory) => new(directory, BundleFiles.ReadManifest(directory));

    /// <summary>
    /// Saves a task: replaces the bundle in the directory as a whole. Several savers of one directory wait for each other.
    /// </summary>
    /// <param name="directory">The directory of the bundle; created if it is missing.</param>
    /// <param name="task">The task.</param>
    /// <param name="training">How the task was trained and how well it scores; for people, never read back.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="InvalidOperationException">The task fuses another one whose weights are in no bundle.</exception>
    /// <exception cref="ArgumentException">The bundle would not give the task's options back.</exception>
    /// <exception cref="IOException">The directory cannot be written; a bundle that was there is unchanged.</exception>
    public static Bundle Save(string directory, TaskAdapter task, JsonObject? training = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var manifest = BundleWriter.Write(directory, task, training);
        task.WeightsHash = manifest.Weights.Hash;
        return new Bundle(directory, manifest);
    }

    /// <summary>Refuses a configuration that a bundle would not give back as it is; a training begins with it.</summary>
    /// <param name="config">The configuration.</param>
    /// <exception cref="ArgumentException">An option would be lost, changed, or refused when the bundle is loaded.</exception>
    public static void RequireStorable(AdapterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        StorableConfig.Require(config);
    }

    /// <summary>Builds the bundle's task with its weights.</summary>
    /// <param name="declaration">The declaration of the task.</param>
    /// <param name="backbone">The backbone that the task was trained on; borrowed.</param>
    /// <param name="members">The tasks that its fusion names; borrowed for the lifetime of the task. Others are ignored.</param>
    /// <returns>A task in evaluation mode, owned by the caller.</returns>
    /// <exception cref="BundleException">
    /// The bundle belongs to another task, backbone or set of labels, its weights do not fit exactly, or a member has other weights than in
    /// training.
    /// </exception>
    /// <exception cref="MemberMissingException">A task that the fusion names is not among the members.</exception>
    public TaskAdapter Load(TaskDeclaration declaration, Backbone backbone, params IReadOnlyList<TaskAdapter> members)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(members);
        var reader = new BundleReader(ManifestPath, Manifest);
        reader.RequireMatches(declaration, backbone);
        using var weights = ReadWeights();
        var config = reader.ReadConfig(declaration.Config, members);
        BundleWidths.Require(ManifestPath, config, backbone, weights);
        var task = Create(declaration, backbone, config);
        try
        {
            CopyWeights(weights, task);
            task.WeightsHash = Manifest.Weights.Hash;
            task.DroppableLayers = Manifest.DroppableLayers;
            task.eval();
            return task;
        }
        catch
        {
            task.Dispose();
            throw;
        }
    }

    private TaskAdapter Create(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    {
        try
        {
            return declaration.Create(backbone, config);
        }
        catch (Exception error) when (error is ArgumentException or ExternalException or OverflowException)
        {
            var problem = PrintableText.Explain(error);
            throw new BundleException($"{ManifestPath}: the adapter that it describes cannot be built. {problem}", error);
        }
    }

    private SafetensorsFile ReadWeights()
    {
        try
        {
            return BundleFiles.ReadWeights(WeightsPath, Manifest);
        }
        catch (SafetensorsException error)
        {
            throw new BundleException(error.Message, error);
        }
    }

    private void CopyWeights(SafetensorsFile file, TaskAdapter task)
    {
        try
        {
            var parameters = task.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
            if (file.Keys.Except(parameters.Keys).FirstOrDefault() is { } unknown)
            {
                throw new BundleException(
                    $"{WeightsPath}: the tensor '{unknown}' belongs to nothing in task '{task.Id}' as {ManifestFile} describes it.");
            }

            if (parameters.Keys.Except(file.Keys).FirstOrDefault() is { } missing)
                throw new BundleException($"{WeightsPath}: the tensor '{missing}' of task '{task.Id}' is missing.");

            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            foreach (var (key, parameter) in parameters)
            {
                var weights = parameter.to_type(BundleFiles.WeightType);
                file.CopyInto(key, weights);
                parameter.copy_(weights);
            }
        }
        catch (SafetensorsException error)
        {
            throw new BundleException(error.Message, error);
        }
    }
}

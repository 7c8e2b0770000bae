namespace AdapterKit.Interchange;

/// <summary>The adapter folders of other libraries: AdapterHub's <c>adapters</c> and PEFT.</summary>
public static class AdapterFolder
{
    private const string ConfigFile = "adapter_config.json";

    /// <summary>Returns whether a directory is an adapter folder of a known library.</summary>
    /// <param name="directory">The directory.</param>
    public static bool Exists(string directory) =>
        File.Exists(Path.Combine(directory, ConfigFile)) || File.Exists(Path.Combine(directory, HubFolder.FusionConfigFile));

    /// <summary>Reads an adapter or a fusion as a task with the same numbers.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="backbone">The backbone that it was trained on; borrowed.</param>
    /// <param name="options">How it becomes a task.</param>
    /// <returns>The task in evaluation mode, owned by the caller.</returns>
    /// <exception cref="InterchangeException">
    /// A field of the configuration, a key or a shape cannot be carried over exactly; the message names it.
    /// </exception>
    public static TaskAdapter Import(string directory, Backbone backbone, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(backbone);
        using var contents = Read(directory, backbone);
        return new Importer(contents, backbone, options ?? new ImportOptions()).Import();
    }

    /// <summary>Describes an adapter or a fusion, with the places that it covers.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="backbone">The backbone that it was trained on; borrowed.</param>
    /// <exception cref="InterchangeException">
    /// A field of the configuration, a key or a shape cannot be carried over exactly; the message names it.
    /// </exception>
    public static FolderReport Inspect(string directory, Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(backbone);
        using var contents = Read(directory, backbone);
        return new Inspector(contents, backbone).Describe();
    }

    /// <summary>
    /// Writes a task as the PEFT library reads it: LoRA, DoRA, (IA)³, prompts or prefixes, with the head of the model's own class.
    /// </summary>
    /// <param name="task">The task; borrowed.</param>
    /// <param name="directory">The folder, which must be missing or empty.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="InterchangeException">PEFT has no name for something that the task has; nothing was written.</exception>
    /// <exception cref="IOException">The folder has files already, or cannot be written.</exception>
    public static void ExportPeft(TaskAdapter task, string directory, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(directory);
        new PeftWriter(task, options ?? new ExportOptions()).Write(directory);
    }

    /// <summary>
    /// Writes a task as the AdapterHub library reads it: bottlenecks, LoRA, (IA)³ and their unions, or a fusion without its members.
    /// </summary>
    /// <remarks>That library reads the files with <c>load_adapter(…, use_safetensors=True)</c>.</remarks>
    /// <param name="task">The task; borrowed.</param>
    /// <param name="directory">The folder, which must be missing or empty.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="InterchangeException">AdapterHub has no name for something that the task has; nothing was written.</exception>
    /// <exception cref="IOException">The folder has files already, or cannot be written.</exception>
    public static void ExportAdapterHub(TaskAdapter task, string directory, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(directory);
        new HubWriter(task, options ?? new ExportOptions()).Write(directory);
    }

    private static FolderContents Read(string directory, Backbone backbone)
    {
        if (File.Exists(Path.Combine(directory, HubFolder.FusionConfigFile)))
            return HubFolder.ReadFusion(directory, backbone);

        var path = Path.Combine(directory, ConfigFile);
        if (!File.Exists(path))
        {
            throw new InterchangeException(
                $"{directory} has neither {ConfigFile} nor {HubFolder.FusionConfigFile}, so it is no adapter folder.{Suggest(directory)}");
        }

        var fields = ConfigFields.Open(path);
        return fields.Has("peft_type") ? PeftFolder.Read(directory, fields, backbone) : HubFolder.ReadAdapter(directory, fields, backbone);
    }

    // An adapter with a name of its own lies one folder deeper.
    private static string Suggest(string directory)
    {
        var deeper = Directory.Exists(directory)
            ? Directory.EnumerateDirectories(directory).Where(Exists).Order(StringComparer.Ordinal).Take(5).ToList()
            : [];
        return deeper.Count == 0 ? "" : $" Did you mean {string.Join(" or ", deeper)}?";
    }
}

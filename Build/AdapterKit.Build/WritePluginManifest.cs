using System.Reflection;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace AdapterKit.Build;

/// <summary>Writes <c>plugin.json</c> into a plugin's output directory.</summary>
public sealed class WritePluginManifest : Task
{
    /// <summary>The plugin's output directory.</summary>
    [Required]
    public string PluginDirectory { get; set; } = "";

    /// <summary>The file name of the plugin's assembly.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    /// <summary>The files of the plugin, relative to the directory.</summary>
    [Required]
    public string[] Files { get; set; } = [];

    /// <summary>The plugin's version.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>The assemblies that the plugin was compiled against; TorchSharp is among them.</summary>
    [Required]
    public string[] References { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            new PluginManifestWriter(PluginDirectory, AssemblyFile, Files).Write(Version, TorchSharpVersion());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or BadImageFormatException)
        {
            Log.LogErrorFromException(e);
        }
        return !Log.HasLoggedErrors;
    }

    // Not read from the plugin's own references: a plugin that only declares tasks may have none to TorchSharp.
    private string TorchSharpVersion()
    {
        var path = References.FirstOrDefault(reference => Path.GetFileName(reference) == "TorchSharp.dll")
            ?? throw new InvalidDataException(
                "The plugin is not compiled against TorchSharp. Add a reference to AdapterKit, which brings it.");
        return AssemblyName.GetAssemblyName(path).Version!.ToString(3);
    }
}

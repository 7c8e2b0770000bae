using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace AdapterKit.Build;

/// <summary>Copies a native library so that the copy requires one symbol version only weakly. The source is only read.</summary>
public sealed class WeakenSymbolVersion : Task
{
    /// <summary>The library from its package.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>The file to write; replaced as a whole, never modified in place.</summary>
    [Required]
    public string Destination { get; set; } = "";

    /// <summary>The version that may be missing at run time, such as <c>GLIBCXX_3.4.32</c>.</summary>
    [Required]
    public string SymbolVersion { get; set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            var image = File.ReadAllBytes(Source);
            var outcome = SymbolVersions.Weaken(image, SymbolVersion);
            if (Refusal(outcome) is { } reason)
                Log.LogError($"{Source} {reason}. Adjust Build/Torch.targets to this version of the package.");
            else
                WholeFile.Write(Destination, image);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogErrorFromException(e);
        }
        return !Log.HasLoggedErrors;
    }

    private string? Refusal(WeakeningOutcome outcome) => outcome switch
    {
        WeakeningOutcome.Weakened or WeakeningOutcome.AlreadyWeak => null,
        WeakeningOutcome.NotElf => "is not an ELF file",
        WeakeningOutcome.OtherMachine => "is not an x86-64 library",
        WeakeningOutcome.Truncated => "is truncated or damaged: a table lies outside the file",
        WeakeningOutcome.NoVersionNeeds => "requires no symbol versions (it has no .gnu.version_r section)",
        _ => $"does not require the symbol version {SymbolVersion}",
    };
}

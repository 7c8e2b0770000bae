using System.Text.Json.Nodes;

namespace AdapterKit.Cli.Views;

/// <summary>How the progress of a long run is shown.</summary>
internal interface IProgressFormat<in TProgress>
{
    /// <summary>
    /// Returns the number of steps that are done, and the number of all steps; <see langword="null"/> if they are not those of the run,
    /// or not known.
    /// </summary>
    (int Step, int Steps)? GetPosition(TProgress progress);

    /// <summary>Returns what to show, the most important first: a narrow terminal leaves out the last ones.</summary>
    IReadOnlyList<string> Describe(TProgress progress);

    /// <summary>Returns the same for programs.</summary>
    JsonObject ToJson(TProgress progress);

    /// <summary>Whether an epoch has ended, which is worth a line that stays.</summary>
    bool IsEpochEnd(TProgress progress) => false;

    /// <summary>Whether to print a line when the output is not a terminal.</summary>
    bool IsLine(TProgress progress) => IsEpochEnd(progress);
}

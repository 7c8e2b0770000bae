namespace AdapterKit.Cli.Views;

/// <summary>How the progress of a long run is shown.</summary>
internal interface IProgressFormat<in TProgress>
{
    /// <summary>Returns the number of steps that are done, and the number of all steps.</summary>
    (int Step, int Steps) GetPosition(TProgress progress);

    /// <summary>Returns the text beside the progress bar.</summary>
    string Describe(TProgress progress);

    /// <summary>Returns the line to print when the output is not a terminal; <see langword="null"/> to print nothing.</summary>
    string? FormatLine(TProgress progress);
}

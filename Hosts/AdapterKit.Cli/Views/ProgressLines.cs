namespace AdapterKit.Cli.Views;

/// <summary>Shows progress as lines of text, in a file or a pipe.</summary>
internal sealed class ProgressLines(TextWriter writer, string? title) : ProgressScreen
{
    protected override void Show<TProgress>(TProgress progress, IProgressFormat<TProgress> format)
    {
        var parts = format.Describe(progress);
        if (format.IsLine(progress))
            writer.WriteLine(string.Join(ProgressView.Gap, title is null ? parts : [title, .. parts]));
    }
}

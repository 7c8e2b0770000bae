namespace AdapterKit.Cli.Views;

/// <summary>Where the progress of a long run is shown.</summary>
internal abstract class ProgressScreen
{
    /// <summary>Shows reports in their format; a run may have several kinds of reports.</summary>
    public IProgress<TProgress> Follow<TProgress>(IProgressFormat<TProgress> format) => new Listener<TProgress>(this, format);

    protected abstract void Show<TProgress>(TProgress progress, IProgressFormat<TProgress> format);

    private sealed class Listener<TProgress>(ProgressScreen screen, IProgressFormat<TProgress> format) : IProgress<TProgress>
    {
        public void Report(TProgress value) => screen.Show(value, format);
    }
}

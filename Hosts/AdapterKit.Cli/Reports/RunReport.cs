using AdapterKit.Training;

namespace AdapterKit.Cli.Reports;

/// <summary>One training of a comparison, as it is recorded.</summary>
/// <param name="Task">The task.</param>
/// <param name="Adapter">The adapters that the task asks for.</param>
/// <param name="Texts">How many texts it was trained on.</param>
/// <param name="Recipe">How it was trained.</param>
/// <param name="Accuracy">Test accuracy.</param>
/// <param name="MacroF1">Test macro-F1.</param>
/// <param name="TrainedParameters">How many numbers were trained.</param>
/// <param name="Share">The same as a share of the backbone's.</param>
internal sealed record RunReport(
    string Task,
    string Adapter,
    int Texts,
    TrainingOptions Recipe,
    double Accuracy,
    double MacroF1,
    long TrainedParameters,
    double Share)
{
    /// <summary>Whether another run was of the same training.</summary>
    public bool Repeats(string task, string adapter, int texts, TrainingOptions recipe) =>
        (Task, Adapter, Texts, Recipe) == (task, adapter, texts, recipe);
}

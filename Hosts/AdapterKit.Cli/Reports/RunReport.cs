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
/// <param name="Backbone">What it was trained on: the published backbone's id, or any other's id and hash.</param>
internal sealed record RunReport(
    string Task,
    string Adapter,
    int Texts,
    TrainingOptions Recipe,
    double Accuracy,
    double MacroF1,
    long TrainedParameters,
    double Share,
    string Backbone = UseLite.Id)
{
    /// <summary>Whether another run was of the same training.</summary>
    public bool Repeats(string backbone, string task, string adapter, int texts, TrainingOptions recipe) =>
        (Backbone, Task, Adapter, Texts, Recipe) == (backbone, task, adapter, texts, recipe);
}

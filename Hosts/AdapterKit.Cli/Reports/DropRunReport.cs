using AdapterKit.Training;

namespace AdapterKit.Cli.Reports;

/// <summary>One training of a sweep over dropped layers, as it is recorded.</summary>
/// <param name="Backbone">What it was trained on.</param>
/// <param name="Task">The task.</param>
/// <param name="Adapter">The adapters, with the layers that have none.</param>
/// <param name="Texts">How many texts it was trained on.</param>
/// <param name="Recipe">How it was trained.</param>
/// <param name="TrainedParameters">How many numbers were trained.</param>
/// <param name="Points">Test scores by the number of lowest layers left out when it ran.</param>
internal sealed record DropRunReport(
    string Backbone, string Task, string Adapter, int Texts, TrainingOptions Recipe, long TrainedParameters, IReadOnlyList<DropPoint> Points)
{
    /// <summary>Whether another run was of the same training.</summary>
    public bool Repeats(string backbone, string task, string adapter, int texts, TrainingOptions recipe) =>
        (Backbone, Task, Adapter, Texts, Recipe) == (backbone, task, adapter, texts, recipe);

    public DropPoint At(int dropped) => Points.Single(point => point.Dropped == dropped);
}

/// <summary>Test scores with layers left out.</summary>
/// <param name="Dropped">How many of the lowest.</param>
/// <param name="Accuracy">Test accuracy.</param>
/// <param name="MacroF1">Test macro-F1.</param>
internal sealed record DropPoint(int Dropped, double Accuracy, double MacroF1);

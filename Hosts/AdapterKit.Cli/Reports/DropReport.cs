namespace AdapterKit.Cli.Reports;

/// <summary>What <c>sweep --drop</c> found.</summary>
/// <param name="Task">The task.</param>
/// <param name="Backbone">The backbone.</param>
/// <param name="Seeds">Over how many seeds scores are averaged.</param>
/// <param name="Rows">A row for each number of layers left out.</param>
internal sealed record DropReport(string Task, string Backbone, int Seeds, IReadOnlyList<DropRow> Rows);

/// <summary>What leaving out a number of the lowest layers does.</summary>
/// <param name="Dropped">The number.</param>
/// <param name="Specialised">Trained without those adapters.</param>
/// <param name="Robust">Trained once with a number drawn in each step, then run without those adapters.</param>
/// <param name="Standard">Trained with all adapters, then run without those.</param>
/// <param name="TrainedParameters">How many numbers the specialised training has, the head's included.</param>
/// <param name="Speed">The speed, as ratios to that with all adapters.</param>
internal sealed record DropRow(int Dropped, DropScore Specialised, DropScore Robust, DropScore Standard, long TrainedParameters, DropSpeedReport Speed);

/// <summary>Mean scores over seeds.</summary>
/// <param name="Accuracy">Test accuracy.</param>
/// <param name="AccuracySpread">Its standard deviation.</param>
/// <param name="MacroF1">Test macro-F1.</param>
/// <param name="MacroF1Spread">Its standard deviation.</param>
internal sealed record DropScore(double Accuracy, double AccuracySpread, double MacroF1, double MacroF1Spread);

/// <summary>Speeds measured in turns, with those of the other numbers between them.</summary>
/// <param name="TextsPerSecond">Texts labelled a second.</param>
/// <param name="Inference">The same as a ratio to that with all adapters: the median over rounds.</param>
/// <param name="TrainingTextsPerSecond">Texts a second through forward and backward pass.</param>
/// <param name="Training">The same as a ratio.</param>
internal sealed record DropSpeedReport(double TextsPerSecond, double Inference, double TrainingTextsPerSecond, double Training);

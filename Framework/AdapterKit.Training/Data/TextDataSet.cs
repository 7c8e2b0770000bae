namespace AdapterKit.Training;

/// <summary>Labeled texts, split for training, validation and testing.</summary>
/// <param name="Labels">The labels that occur, in the order of a task's outputs.</param>
/// <param name="Train">The texts to train on.</param>
/// <param name="Validation">The texts that early stopping and the choice of the best epoch use.</param>
/// <param name="Test">The texts for the final score only.</param>
public sealed record TextDataSet(
    IReadOnlyList<string> Labels,
    IReadOnlyList<Example> Train,
    IReadOnlyList<Example> Validation,
    IReadOnlyList<Example> Test);

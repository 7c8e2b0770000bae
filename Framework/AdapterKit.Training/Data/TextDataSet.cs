namespace AdapterKit.Training;

/// <summary>Labelled texts, split for training, for choosing among models, and for the final figure.</summary>
/// <param name="Labels">The labels that occur, in the order of a task's outputs.</param>
/// <param name="Train">What is trained on.</param>
/// <param name="Validation">What early stopping looks at.</param>
/// <param name="Test">What nothing but the final figure looks at.</param>
public sealed record TextDataSet(
    IReadOnlyList<string> Labels,
    IReadOnlyList<Example> Train,
    IReadOnlyList<Example> Validation,
    IReadOnlyList<Example> Test);

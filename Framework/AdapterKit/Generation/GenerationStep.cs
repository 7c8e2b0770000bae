namespace AdapterKit;

/// <summary>One more token of each text that is not finished.</summary>
/// <param name="Tokens">The new token of each row; <see langword="null"/> for a row that was finished before.</param>
/// <param name="Finished">Why each row is finished with this step or was before; <see langword="null"/> for a row that goes on.</param>
public sealed record GenerationStep(IReadOnlyList<int?> Tokens, IReadOnlyList<FinishReason?> Finished);

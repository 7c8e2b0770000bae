namespace AdapterKit.Interchange;

/// <summary>Says in AdapterHub's fields whether adapters have a gate.</summary>
internal static class HubGates
{
    /// <exception cref="InterchangeException">The library has no gate of that form.</exception>
    public static bool Is(TaskAdapter task, Gating gating) => gating switch
    {
        Gating.None => false,
        Gating.AllPositions => true,
        _ => throw new InterchangeException(
            $"Task '{task.Id}' has gates that average over real tokens, but AdapterHub averages over padding, too. Train it with "
            + $"{nameof(Gating)}.{nameof(Gating.AllPositions)} for that library."),
    };
}

namespace AdapterKit;

/// <summary>Refuses a part that is named twice.</summary>
internal static class Distinct
{
    /// <exception cref="ArgumentException">A part is named twice.</exception>
    public static IReadOnlyList<Setup> Of(IReadOnlyList<Setup> parts, string whole) =>
        parts.GroupBy(part => part).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw new ArgumentException($"The {whole} names {repeated.Key} twice.", nameof(parts))
            : parts;
}

namespace AdapterKit;

/// <summary>The cost of the ways to compute and to store a fusion of N members with m units each, at width d.</summary>
internal static class FusionCost
{
    /// <summary>
    /// Whether merged members with folded projections take no more multiplications per token than computing every member's output.
    /// </summary>
    public static bool MergingPays(int members, int units, int width) =>
        MergedMultiplications(members, units, width) <= SeparateMultiplications(members, units, width);

    /// <summary>
    /// Whether a head stored as its products with the members, <c>G_n</c> and <c>V_n</c>, has fewer parameters than its projections.
    /// </summary>
    public static bool ProductsAreSmaller(int members, int units, int width, FusionOptions options)
    {
        var (square, products) = ((long)width * width, (long)members * units * width);
        var projections = square * new[] { options.Query, options.Key, options.Value }.Count(isProjected => isProjected);
        var keys = members > 1 ? products + (members * units) : 0;
        var values = options.ReplacesHidden ? square : products;
        return keys + (options.Value ? values : 0) < projections;
    }

    // Down-projections, folded keys and folded values: 3·N·m·d.
    private static long MergedMultiplications(int members, int units, int width) => 3L * members * units * width;

    // Both projections of every member, query and value projection, scores and sum: 2·N·m·d + 2·d² + 2·N·d.
    private static long SeparateMultiplications(int members, int units, int width) =>
        (2L * members * units * width) + (2L * width * width) + (2L * members * width);
}

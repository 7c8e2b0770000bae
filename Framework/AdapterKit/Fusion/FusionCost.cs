namespace AdapterKit;

/// <summary>What the ways to compute and to store a fusion cost, with N members of m units at width d.</summary>
internal static class FusionCost
{
    /// <summary>Multiplications a token, members merged and projections folded into them: down-projections, keys and values, <c>3·N·m·d</c>.</summary>
    public static long Merged(int members, int units, int width) => 3L * members * units * width;

    /// <summary>Multiplications a token, every member's output computed, query and value projected once: <c>2·N·m·d + 2·d² + 2·N·d</c>.</summary>
    public static long OneByOne(int members, int units, int width) =>
        (2L * members * units * width) + (2L * width * width) + (2L * members * width);

    public static bool MergingPays(int members, int units, int width) =>
        Merged(members, units, width) <= OneByOne(members, units, width);

    /// <summary>Whether a head stored as its products with the members, <c>G_n</c> and <c>V_n</c>, has fewer numbers than its projections.</summary>
    public static bool MultiplyingOutPays(int members, int units, int width, FusionOptions options)
    {
        var (square, products) = ((long)width * width, (long)members * units * width);
        var projections = square * new[] { options.Query, options.Key, options.Value }.Count(projects => projects);
        var questions = members > 1 ? products + (members * units) : 0;
        var values = !options.Value ? 0 : options.Replaces ? square : products;
        return questions + values < projections;
    }
}

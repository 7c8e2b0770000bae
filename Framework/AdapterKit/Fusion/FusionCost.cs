namespace AdapterKit;

/// <summary>Multiplications a token of the ways to compute a fusion of N members with m units at width d.</summary>
internal static class FusionCost
{
    /// <summary>Members merged and projections folded into them: down-projections, keys and values, <c>3·N·m·d</c>.</summary>
    public static long Merged(int members, int units, int width) => 3L * members * units * width;

    /// <summary>Every member's output computed, query and value projected once: <c>2·N·m·d + 2·d² + 2·N·d</c>.</summary>
    public static long OneByOne(int members, int units, int width) =>
        (2L * members * units * width) + (2L * width * width) + (2L * members * width);

    public static bool MergingPays(int members, int units, int width) =>
        Merged(members, units, width) <= OneByOne(members, units, width);
}

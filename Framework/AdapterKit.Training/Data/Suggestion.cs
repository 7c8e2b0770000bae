namespace AdapterKit;

/// <summary>Finds the name that a misspelled one probably stands for.</summary>
internal static class Suggestion
{
    /// <summary>A sentence to append to a message, such as <c> Did you mean 'spam'?</c>; empty when no known name is close.</summary>
    /// <param name="given">The misspelled name.</param>
    /// <param name="known">The names to choose from.</param>
    public static string For(string given, IEnumerable<string> known)
    {
        var nearest = known
            .Select(name => (name, Distance: EditDistance(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, candidate.name.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.name is { } name ? $" Did you mean '{name}'?" : "";
    }

    // Counts insertions, deletions, substitutions and swaps of neighbors.
    private static int EditDistance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
                costs[i, j] = i == 0 || j == 0 ? i + j : Cheapest(i, j);
        }

        return costs[from.Length, to.Length];

        int Cheapest(int i, int j)
        {
            var cost = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
        }
    }
}

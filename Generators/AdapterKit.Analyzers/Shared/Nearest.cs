using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Finds the most similar name, to suggest it.</summary>
internal static class Nearest
{
    /// <summary>The property of a diagnostic that carries the name to its fix.</summary>
    public const string Property = "nearest";

    /// <summary>Returns the candidate with the fewest edits, if there are few relative to its length.</summary>
    public static string? Find(string name, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Candidate: candidate, Edits: CountEdits(name, candidate)))
        .Where(found => found.Edits <= Math.Max(2, found.Candidate.Length / 2))
        .OrderBy(found => found.Edits).ThenBy(found => found.Candidate, StringComparer.Ordinal)
        .Select(found => found.Candidate)
        .FirstOrDefault();

    public static ImmutableDictionary<string, string?> ToProperties(string? nearest) =>
        ImmutableDictionary<string, string?>.Empty.Add(Property, nearest);

    /// <summary>Returns the end of a message: <c>; did you mean 'x'?</c></summary>
    public static string ToQuestion(string? nearest) => nearest is null ? "" : $"; did you mean '{nearest}'?";

    /// <summary>Computes the Levenshtein distance, ignoring case.</summary>
    public static int CountEdits(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var letter in left)
        {
            var current = new int[previous.Length];
            current[0] = previous[0] + 1;
            for (var i = 0; i < right.Length; i++)
            {
                var change = char.ToUpperInvariant(letter) == char.ToUpperInvariant(right[i]) ? 0 : 1;
                current[i + 1] = Math.Min(previous[i] + change, 1 + Math.Min(previous[i + 1], current[i]));
            }

            previous = current;
        }

        return previous[right.Length];
    }
}

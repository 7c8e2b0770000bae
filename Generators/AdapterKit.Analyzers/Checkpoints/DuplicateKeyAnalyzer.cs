using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports weights with two keys and keys with two weights.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateKeyAnalyzer() : MappedTypeAnalyzer(CheckpointDescriptors.DuplicateKey)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type)
    {
        var earlier = new List<WeightKey>();
        foreach (var key in type.Keys.Where(key => MappedType.IsComponent(key.Field, known)))
        {
            if (FindConflict(known, key, earlier) is var (location, reason))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    CheckpointDescriptors.DuplicateKey, location, key.Key, key.Field.Name, reason));
            }

            earlier.Add(key);
        }
    }

    private static (Location Location, string Reason)? FindConflict(KnownTypes known, WeightKey key, List<WeightKey> earlier)
    {
        var onSameField = earlier.Where(other => SymbolEqualityComparer.Default.Equals(other.Field, key.Field)).ToList();
        if (onSameField.Find(other => other.Part == key.Part) is { } repeated)
        {
            // The whole attribute, which the fix removes.
            var what = key.Part is { } part ? $"part '{part}'" : "it";
            return (key.Attribute.GetLocation(), $"{what} has the key '{repeated.Key}' already");
        }

        if (onSameField.Find(other => Overlap(known, other, key)) is { } overlapping)
            return (key.Attribute.GetLocation("Part"), $"part '{key.Part}' has rows in common with '{overlapping.Part}'");

        if (earlier.Find(other => other.Key == key.Key && LeadToSameKeys(known, other, key)) is not { } same)
            return null;

        var owner = same.Part is null ? "" : $"part '{same.Part}' of ";
        return (key.Location, $"it is the key of {owner}'{same.Field.Name}'");
    }

    private static bool Overlap(KnownTypes known, WeightKey one, WeightKey other) =>
        one.Part is { } first
        && other.Part is { } second
        && PartNames.Find(one.Field.Type, known) is { } parts
        && parts.Split(first).Intersect(parts.Split(second)).Any();

    /// <summary>Whether the names that are appended to the keys can be the same.</summary>
    private static bool LeadToSameKeys(KnownTypes known, WeightKey one, WeightKey other)
    {
        var (first, second) = (one.Field.Type, other.Field.Type);
        if (first.DerivesFrom(known.Parameter) || second.DerivesFrom(known.Parameter))
            return first.DerivesFrom(known.Parameter) && second.DerivesFrom(known.Parameter);

        return first.IsMapped(known) || second.IsMapped(known)
            ? one.Part is null && other.Part is null && SymbolEqualityComparer.Default.Equals(first, second)
            : true;
    }
}

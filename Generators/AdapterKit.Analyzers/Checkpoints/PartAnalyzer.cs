namespace AdapterKit.Analyzers;

/// <summary>Reports parts that a field's type does not have, and keys that should name one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartAnalyzer() : MappedTypeAnalyzer(CheckpointDescriptors.WrongPart)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type)
    {
        foreach (var keys in type.GroupByComponent(known))
        {
            var parts = PartNames.Find(keys.Key.Type, known);
            foreach (var key in keys)
                Check(context, known, key, parts);
        }
    }

    private static void Check(SymbolAnalysisContext context, KnownTypes known, WeightKey key, PartNames? parts)
    {
        if (key.Part is { } part)
        {
            // The whole argument, which the fix removes.
            if (parts is null)
                Report(key.Attribute.FindValue("Part")?.Parent?.GetLocation() ?? key.Location, "no parts; remove Part", null);
            else if (!parts.MayContain(part))
                ReportUnknown(part, parts);
        }
        else if (parts is { All.Count: > 0 } && !key.Field.Type.IsMapped(known))
        {
            Report(key.Location, $"the parts {string.Join(", ", parts.All)}, and each has a key of its own; name it with Part", null);
        }

        void ReportUnknown(string part, PartNames parts)
        {
            var nearest = parts.FindNearest(part);
            var advice = nearest is null ? $", only {string.Join(", ", parts.All)}" : Nearest.ToQuestion(nearest);
            Report(key.Attribute.GetLocation("Part"), $"no part '{part}'{advice}", nearest);
        }

        void Report(Location location, string finding, string? nearest) => context.ReportDiagnostic(Diagnostic.Create(
            CheckpointDescriptors.WrongPart, location, Nearest.ToProperties(nearest), key.Field.Type.Name, finding));
    }
}

using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports sub-layers with a key for some of their parts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingPartAnalyzer() : MappedTypeAnalyzer(CheckpointDescriptors.MissingPart)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type)
    {
        foreach (var keys in type.GroupByComponent(known))
        {
            // Another rule reports keys with an unknown part or without one, which may be those that are missing here.
            if (PartNames.Find(keys.Key.Type, known) is not { } parts
                || keys.Any(key => key.Part is null || !parts.MayContain(key.Part)))
                continue;

            var covered = keys.SelectMany(key => parts.Split(key.Part!));
            var missing = parts.All.SelectMany(parts.Split).Distinct().Except(covered).Select(part => $"'{part}'").ToList();
            if (missing.Count > 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    CheckpointDescriptors.MissingPart, keys.Key.GetLocation(), keys.Key.Name,
                    $"{(missing.Count == 1 ? "part" : "parts")} {string.Join(", ", missing)}"));
            }
        }
    }
}

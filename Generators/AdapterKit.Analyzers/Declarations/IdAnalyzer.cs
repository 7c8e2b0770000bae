using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports ids and names of insertion points that a file name or the key of a weight cannot carry.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.BadCharacters)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Id is { } id && !Names.IsId(id))
            Report(context, type.Attribute, id, Names.IdRule, Names.IdOf(id));

        if (type.Family == Family.Layer)
        {
            foreach (var point in LayerPoint.Of(type, known).Where(point => !Names.IsPoint(point.Name)))
                Report(context, point.Attribute, point.Name, Names.PointRule, Names.PointOf(point.Name));
        }
    }

    private static void Report(SymbolAnalysisContext context, AttributeData attribute, string name, string rule, string better) =>
        context.ReportDiagnostic(Diagnostic.Create(
            DeclarationDescriptors.BadCharacters, attribute.Place(0), Nearest.Properties(better), name, rule, better));
}

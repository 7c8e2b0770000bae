using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports ids and insertion point names that cannot be used in file names and weight keys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.InvalidId)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Id is { } id && !Names.IsId(id))
            Report(context, type.Attribute, id, Names.IsReserved(id) ? Names.FreeRule : Names.IdRule, Names.ToId(id));

        if (type.Kind == DeclarationKind.Layer)
        {
            foreach (var point in LayerPoint.FindAll(type, known).Where(point => !Names.IsPointName(point.Name)))
                Report(context, point.Attribute, point.Name, Names.PointRule, Names.ToPointName(point.Name));
        }
    }

    private static void Report(SymbolAnalysisContext context, AttributeData attribute, string name, string rule, string suggestion) =>
        context.ReportDiagnostic(Diagnostic.Create(
            DeclarationDescriptors.InvalidId, attribute.GetLocation(0), Nearest.ToProperties(suggestion), Names.ToPrintable(name), rule,
            suggestion));
}

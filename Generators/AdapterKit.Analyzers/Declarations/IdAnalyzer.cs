using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports ids and insertion point names that cannot be used in file names and weight keys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.InvalidId)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Id is { } id && !Names.IsId(id))
            context.ReportDiagnostic(Describe(type.Attribute, id));

        if (type.Kind == DeclarationKind.Layer)
        {
            foreach (var point in LayerPoint.FindAll(type, known).Where(point => !Names.IsPointName(point.Name)))
                context.ReportDiagnostic(Describe(point.Attribute, point.Name, Names.PointRule, Names.ToPointName(point.Name)));
        }
    }

    /// <summary>Reports an id that is the first argument of an attribute.</summary>
    public static Diagnostic Describe(AttributeData attribute, string id) =>
        Describe(attribute, id, Names.IsReserved(id) ? Names.FreeRule : Names.IdRule, Names.ToId(id));

    private static Diagnostic Describe(AttributeData attribute, string name, string rule, string suggestion) => Diagnostic.Create(
        DeclarationDescriptors.InvalidId, attribute.GetLocation(0), Nearest.ToProperties(suggestion), Names.ToPrintable(name), rule,
        suggestion);
}

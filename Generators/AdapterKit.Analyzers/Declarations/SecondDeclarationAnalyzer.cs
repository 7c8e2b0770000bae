using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a class with the attributes of two kinds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondDeclarationAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.SecondDeclaration)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var second in known.FindDeclarations(type.Symbol).Where(other => other.Kind != type.Kind))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.SecondDeclaration, second.Attribute.GetLocation(), type.Name, type.Marker, second.Marker));
        }
    }
}

using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports components that share a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.DuplicateKey)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var group in type.Fields.Where(field => known.IsComponent(field.Type)).GroupBy(Component.GetKey))
        {
            foreach (var second in group.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.DuplicateKey, second.GetLocation(), second.Name, group.First().Name, group.Key));
            }
        }
    }
}

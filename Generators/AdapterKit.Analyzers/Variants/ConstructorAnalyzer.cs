namespace AdapterKit.Analyzers;

/// <summary>Asks for the constructor that the generated factory of a variant calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstructorAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.WrongConstructor)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family == Family.Variant && TaskVariant.ConstructorOf(type.Symbol, known) is null)
            context.ReportDiagnostic(Diagnostic.Create(VariantDescriptors.WrongConstructor, type.Location, type.Name));
    }
}

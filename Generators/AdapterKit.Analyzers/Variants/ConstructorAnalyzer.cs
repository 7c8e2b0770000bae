namespace AdapterKit.Analyzers;

/// <summary>Reports a variant without the constructor that its generated factory calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstructorAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.WrongConstructor)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Variant && TaskVariant.FindConstructor(type.Symbol, known) is null)
            context.ReportDiagnostic(Diagnostic.Create(VariantDescriptors.WrongConstructor, type.Location, type.Name));
    }
}

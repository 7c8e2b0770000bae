namespace AdapterKit.Analyzers;

/// <summary>Reports a shared module without the constructor that generated factories call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedConstructorAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.WrongSharedConstructor)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Shared && SharedUse.FindConstructor(type.Symbol, known) is null)
            context.ReportDiagnostic(Diagnostic.Create(VariantDescriptors.WrongSharedConstructor, type.Location, type.Name));
    }
}

namespace AdapterKit.Analyzers;

/// <summary>Analyzes each declared class.</summary>
public abstract class DeclaredTypeAnalyzer : DeclarationAnalyzer
{
    /// <summary>Creates an analyzer that reports these diagnostics.</summary>
    private protected DeclaredTypeAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (known.FindDeclaration((INamedTypeSymbol)symbol.Symbol) is { } declared)
                    Analyze(symbol, known, declared);
            },
            SymbolKind.NamedType);

    private protected abstract void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type);
}

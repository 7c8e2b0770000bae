namespace AdapterKit.Analyzers;

/// <summary>Looks at one declared class at a time.</summary>
public abstract class DeclaredTypeAnalyzer : DeclarationAnalyzer
{
    /// <summary>An analyzer of these diagnostics.</summary>
    private protected DeclaredTypeAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Start(CompilationStartAnalysisContext context, KnownTypes known) => context.RegisterSymbolAction(
        symbol =>
        {
            if (known.Declared((INamedTypeSymbol)symbol.Symbol) is { } declared)
                Analyze(symbol, known, declared);
        },
        SymbolKind.NamedType);

    private protected abstract void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type);
}

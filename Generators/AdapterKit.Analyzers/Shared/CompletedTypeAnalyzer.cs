namespace AdapterKit.Analyzers;

/// <summary>Analyzes each type to which a generator adds members: declared classes, classes with keys, and configurations.</summary>
public abstract class CompletedTypeAnalyzer : DeclarationAnalyzer
{
    /// <summary>Creates an analyzer that reports these diagnostics.</summary>
    private protected CompletedTypeAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (known.FindCompleted((INamedTypeSymbol)symbol.Symbol) is { } completed)
                    Analyze(symbol, known, completed);
            },
            SymbolKind.NamedType);

    private protected abstract void Analyze(SymbolAnalysisContext context, KnownTypes known, CompletedType type);
}

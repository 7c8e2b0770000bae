namespace AdapterKit.Analyzers;

/// <summary>Analyzes each class with keys for which the compiler can write a map.</summary>
public abstract class MappedTypeAnalyzer : DeclarationAnalyzer
{
    /// <summary>Creates an analyzer that reports one diagnostic.</summary>
    private protected MappedTypeAnalyzer(DiagnosticDescriptor descriptor)
        : base(descriptor)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (known.FindMapped((INamedTypeSymbol)symbol.Symbol) is { } mapped && mapped.CanHaveMap(known))
                    Analyze(symbol, known, mapped);
            },
            SymbolKind.NamedType);

    private protected abstract void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type);
}

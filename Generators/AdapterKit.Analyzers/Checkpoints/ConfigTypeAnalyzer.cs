namespace AdapterKit.Analyzers;

/// <summary>Analyzes each type with <c>[ConfigKey]</c> properties.</summary>
public abstract class ConfigTypeAnalyzer : DeclarationAnalyzer
{
    /// <summary>Creates an analyzer that reports one diagnostic.</summary>
    private protected ConfigTypeAnalyzer(DiagnosticDescriptor descriptor)
        : base(descriptor)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (known.FindConfig((INamedTypeSymbol)symbol.Symbol) is { } config)
                    Analyze(symbol, known, config);
            },
            SymbolKind.NamedType);

    private protected abstract void Analyze(SymbolAnalysisContext context, KnownTypes known, ConfigType type);
}

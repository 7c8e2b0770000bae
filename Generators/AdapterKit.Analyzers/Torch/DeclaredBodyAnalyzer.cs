namespace AdapterKit.Analyzers;

/// <summary>Looks at operations in the bodies of declared classes.</summary>
public abstract class DeclaredBodyAnalyzer : DeclarationAnalyzer
{
    private readonly ImmutableArray<OperationKind> kinds;

    /// <summary>An analyzer of one diagnostic.</summary>
    private protected DeclaredBodyAnalyzer(DiagnosticDescriptor descriptor, params OperationKind[] kinds)
        : base(descriptor) => this.kinds = [.. kinds];

    // Inside a symbol's start, so that the bodies of all other classes cost nothing.
    private protected sealed override void Start(CompilationStartAnalysisContext context, KnownTypes known) => context.RegisterSymbolStartAction(
        start =>
        {
            if (known.Declared((INamedTypeSymbol)start.Symbol) is { } declared)
                start.RegisterOperationAction(operation => Analyze(operation, known, declared), kinds);
        },
        SymbolKind.NamedType);

    private protected abstract void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type);
}

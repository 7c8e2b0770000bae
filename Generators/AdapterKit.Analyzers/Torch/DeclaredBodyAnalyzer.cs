namespace AdapterKit.Analyzers;

/// <summary>Analyzes operations in the bodies of declared classes.</summary>
public abstract class DeclaredBodyAnalyzer : DeclarationAnalyzer
{
    private readonly ImmutableArray<OperationKind> kinds;

    /// <summary>Creates an analyzer that reports one diagnostic.</summary>
    private protected DeclaredBodyAnalyzer(DiagnosticDescriptor descriptor, params OperationKind[] kinds)
        : base(descriptor) => this.kinds = [.. kinds];

    // Registered per symbol so that the bodies of other classes are not analyzed.
    private protected sealed override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolStartAction(
            start =>
            {
                if (known.FindDeclaration((INamedTypeSymbol)start.Symbol) is { } declared)
                    start.RegisterOperationAction(operation => Analyze(operation, known, declared), kinds);
            },
            SymbolKind.NamedType);

    private protected abstract void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type);
}

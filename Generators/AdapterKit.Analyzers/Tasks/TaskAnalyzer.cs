namespace AdapterKit.Analyzers;

/// <summary>Analyzes each declared task.</summary>
public abstract class TaskAnalyzer : DeclaredTypeAnalyzer
{
    /// <summary>Creates an analyzer that reports these diagnostics.</summary>
    private protected TaskAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Task)
            AnalyzeTask(context, known, type);
    }

    private protected abstract void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task);
}

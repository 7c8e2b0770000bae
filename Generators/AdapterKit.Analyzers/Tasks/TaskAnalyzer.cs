namespace AdapterKit.Analyzers;

/// <summary>Looks at one declared task at a time.</summary>
public abstract class TaskAnalyzer : DeclaredTypeAnalyzer
{
    /// <summary>An analyzer of these diagnostics.</summary>
    private protected TaskAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family == Family.Task)
            AnalyzeTask(context, known, type);
    }

    private protected abstract void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task);
}

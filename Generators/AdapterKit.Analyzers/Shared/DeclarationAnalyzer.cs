namespace AdapterKit.Analyzers;

/// <summary>The frame of every analyzer here: it starts only where AdapterKit is known, and looks at nothing that a generator wrote.</summary>
public abstract class DeclarationAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<DiagnosticDescriptor> descriptors;

    /// <summary>An analyzer of these diagnostics.</summary>
    private protected DeclarationAnalyzer(params DiagnosticDescriptor[] descriptors) => this.descriptors = [.. descriptors];

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => descriptors;

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.In(start.Compilation) is { } known)
                Start(start, known);
        });
    }

    private protected abstract void Start(CompilationStartAnalysisContext context, KnownTypes known);
}

namespace AdapterKit.Analyzers;

/// <summary>The base of all analyzers. It runs only in compilations that reference AdapterKit and ignores generated code.</summary>
public abstract class DeclarationAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<DiagnosticDescriptor> descriptors;

    /// <summary>Creates an analyzer that reports these diagnostics.</summary>
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
            if (KnownTypes.Find(start.Compilation) is { } known)
                Register(start, known);
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, KnownTypes known);
}

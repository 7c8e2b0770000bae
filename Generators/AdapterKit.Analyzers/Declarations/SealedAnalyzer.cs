namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class without <c>sealed</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SealedAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.NotSealed)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Symbol is { IsSealed: false, IsStatic: false })
            context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.NotSealed, type.Location, type.Name));
    }
}

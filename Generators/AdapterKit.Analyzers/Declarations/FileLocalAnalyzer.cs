namespace AdapterKit.Analyzers;

/// <summary>Reports a type that a generator would complete and that only its own file can name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FileLocalAnalyzer() : CompletedTypeAnalyzer(DeclarationDescriptors.FileLocal)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, CompletedType type)
    {
        for (var current = type.Symbol; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.FileLocal, current.GetLocation(), current.Name));
        }
    }
}

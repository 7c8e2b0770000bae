using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers;

/// <summary>Reports a type in a project whose language version is too old for what would be generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageVersionAnalyzer() : CompletedTypeAnalyzer(DeclarationDescriptors.LanguageTooOld)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, CompletedType type)
    {
        if (type.Symbol.DeclaringSyntaxReferences is [{ SyntaxTree.Options: CSharpParseOptions { LanguageVersion: var version } }, ..]
            && version < LanguageVersion.CSharp12)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.LanguageTooOld, type.Location, type.Name, version.ToDisplayString()));
        }
    }
}

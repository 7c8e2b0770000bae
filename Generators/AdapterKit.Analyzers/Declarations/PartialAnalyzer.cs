using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers;

/// <summary>Reports a type that a generator completes, or a type that contains one, without <c>partial</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialAnalyzer() : CompletedTypeAnalyzer(
    DeclarationDescriptors.NotPartial, DeclarationDescriptors.ContainerNotPartial)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, CompletedType type)
    {
        if (type.Syntax is not { } declaration)
            return;

        if (!IsPartial(declaration))
            context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.NotPartial, type.Location, type.Name, type.Marker));

        foreach (var container in declaration.Ancestors().OfType<TypeDeclarationSyntax>().Where(container => !IsPartial(container)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.ContainerNotPartial, container.Identifier.GetLocation(), container.Identifier.ValueText, type.Name));
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}

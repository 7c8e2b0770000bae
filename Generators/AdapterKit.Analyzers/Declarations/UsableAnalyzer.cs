using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports declarations that generated code has to use and cannot: out of its reach, or obsolete as an error.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsableAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.Unusable)
{
    private const string Forbidden = "it is [Obsolete] as an error; make that a warning";

    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var (symbol, reason) in FindObstacles(known, type))
            context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.Unusable, symbol.GetLocation(), symbol.Name, reason));
    }

    private static IEnumerable<(ISymbol Symbol, string Reason)> FindObstacles(KnownTypes known, DeclaredType type)
    {
        foreach (var field in type.Fields.Where(field => known.IsComponent(field.Type) && ForbidsUse(field)))
            yield return (field, Forbidden);

        if (type.Kind != DeclarationKind.Task)
            yield break;

        for (var current = type.Symbol; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                yield return (current, "a host finds tasks through the entry point of their assembly, which cannot name "
                    + "a private or protected class; make it internal or public");
            }
            else if (ForbidsUse(current))
            {
                yield return (current, Forbidden);
            }
        }
    }

    private static bool ForbidsUse(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute is { AttributeClass.Name: "ObsoleteAttribute", ConstructorArguments: [_, { Value: true }] });
}

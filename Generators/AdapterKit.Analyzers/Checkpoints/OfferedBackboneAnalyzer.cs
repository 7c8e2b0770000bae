using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports a class that cannot be offered as a backbone, and one whose id cannot be used in paths.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OfferedBackboneAnalyzer() : DeclarationAnalyzer(
    CheckpointDescriptors.BackboneNotLoadable, DeclarationDescriptors.InvalidId)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) => context.RegisterSymbolAction(
        symbol =>
        {
            var type = (INamedTypeSymbol)symbol.Symbol;
            if (type.FindAttribute(known.BackboneAttribute) is not { ConstructorArguments: [{ Value: string id }] } attribute)
                return;

            if (BackboneObstacles.Find(type) is { } obstacle)
            {
                symbol.ReportDiagnostic(Diagnostic.Create(
                    CheckpointDescriptors.BackboneNotLoadable, attribute.GetLocation(), type.Name, obstacle));
            }

            if (!Names.IsId(id))
                symbol.ReportDiagnostic(IdAnalyzer.Describe(attribute, id));
        },
        SymbolKind.NamedType);
}

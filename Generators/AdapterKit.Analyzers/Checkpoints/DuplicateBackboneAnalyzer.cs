using System;
using System.Collections.Concurrent;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports backbones of an assembly that share an id, all except the first.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateBackboneAnalyzer() : DeclarationAnalyzer(CheckpointDescriptors.DuplicateBackboneId)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known)
    {
        var found = new ConcurrentBag<(string Id, INamedTypeSymbol Type, AttributeData Attribute)>();
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.FindAttribute(known.BackboneAttribute) is { ConstructorArguments: [{ Value: string id }] } attribute)
                    found.Add((id, type, attribute));
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var group in found.GroupBy(backbone => backbone.Id))
            {
                var sharing = group.OrderBy(backbone => backbone.Type.ToDisplayString(), StringComparer.Ordinal).ToList();
                foreach (var (id, type, attribute) in sharing.Skip(1))
                {
                    end.ReportDiagnostic(Diagnostic.Create(
                        CheckpointDescriptors.DuplicateBackboneId, attribute.GetLocation(0), id, type.Name, sharing[0].Type.Name));
                }
            }
        });
    }
}

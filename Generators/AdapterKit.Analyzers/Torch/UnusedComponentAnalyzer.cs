using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports private components of layers that neither the class nor its generated <c>forward</c> uses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedComponentAnalyzer() : DeclarationAnalyzer(TorchDescriptors.Unused)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolStartAction(
            start =>
            {
                if (known.FindDeclaration((INamedTypeSymbol)start.Symbol) is { Kind: DeclarationKind.Layer } type
                    && type.FindMethod("forward") is null)
                    Register(start, known, type);
            },
            SymbolKind.NamedType);

    private static void Register(SymbolStartAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var sublayers = type.Fields.Where(field => field.Has(known.SublayerAttribute) || field.Has(known.PointAttribute)).ToList();
        if (sublayers.Count == 0)
            return;

        var used = new ConcurrentBag<string>(sublayers.Select(field => field.Name).Concat(GetNorms(known, type)));
        context.RegisterOperationAction(
            operation => used.Add(((IFieldReferenceOperation)operation.Operation).Field.Name), OperationKind.FieldReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var field in type.Fields.Where(field => IsPrivateComponent(known, field) && !used.Contains(field.Name)))
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.Unused, field.GetLocation(), Component.GetNoun(field.Type, known), field.Name));
            }
        });
    }

    private static bool IsPrivateComponent(KnownTypes known, IFieldSymbol field) =>
        field.DeclaredAccessibility == Accessibility.Private && known.IsComponent(field.Type);

    private static IEnumerable<string> GetNorms(KnownTypes known, DeclaredType type)
    {
        var norms = LayerPoint.FindAll(type, known).SelectMany(point => point.Norms.Select(norm => norm.Norm)).ToList();

        // A misspelled name means one of the norms.
        return norms.All(norm => type.Symbol.FindValueMember(norm) is not null)
            ? norms
            : norms.Concat(type.Fields.Where(field => known.IsNorm(field.Type)).Select(field => field.Name));
    }
}

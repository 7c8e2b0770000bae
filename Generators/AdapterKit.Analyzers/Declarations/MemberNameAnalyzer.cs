using System.Collections.Generic;
using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports members of declared classes with the name of a member that generated code declares or calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MemberNameAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.MemberTaken)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var member in FindConflicts(known, type))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.MemberTaken, member.GetLocation(), member.Name, type.Name));
        }
    }

    private static IEnumerable<ISymbol> FindConflicts(KnownTypes known, DeclaredType type)
    {
        switch (type.Kind)
        {
            case DeclarationKind.Variant:
                var halves = type.Fields.Count(field => field.Has(known.DownAttribute) || field.Has(known.UpAttribute));
                var isBottleneck = halves > 1 && type.FindMethod(known.GetComputation(type.Symbol)) is null;
                return GeneratedMembers.FindConflictsInVariant(type.Symbol, isBottleneck, Initializes(type));
            case DeclarationKind.Shared:
                return GeneratedMembers.FindConflictsInShared(type.Symbol, Initializes(type));
            case DeclarationKind.Layer:
                var points = LayerPoint.FindAll(type, known).ToList();
                var fields = points.Where(point => point.Member is IFieldSymbol).Select(point => point.Name);
                var isPreNorm = type.Attribute.NamedArguments.Any(argument => argument is { Key: "Norm", Value.Value: not 0 });
                return GeneratedMembers.FindConflictsInLayer(type.Symbol, fields, isPreNorm ? points.Select(point => point.Name) : []);
            case DeclarationKind.Task:
                return GeneratedMembers.FindConflictsInTask(type.Symbol, type.Symbol.Has(known.FuseAttribute));
            default:
                return GeneratedMembers.FindConflictsInModel(type.Symbol);
        }
    }

    private static bool Initializes(DeclaredType type) => type.Fields.Any(field => InitializerAnalyzer.FindInitializers(field).Any());
}

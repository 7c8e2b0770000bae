using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at what a variant computes: a declared bottleneck, whole and alone, or a <c>Delta</c> of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BottleneckAnalyzer() : DeclaredTypeAnalyzer(
    VariantDescriptors.MissingHalf,
    VariantDescriptors.HalfIsNoLinear,
    VariantDescriptors.HalfTwice,
    VariantDescriptors.BottleneckAndDelta,
    VariantDescriptors.NoMathematics)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family != Family.Variant)
            return;

        var fields = type.Symbol.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsGenerated()).ToList();
        var down = Half(context, known, fields, known.DownAttribute, "Down");
        var up = Half(context, known, fields, known.UpAttribute, "Up");
        if (down is not null && SymbolEqualityComparer.Default.Equals(down, up))
            Report(context, VariantDescriptors.HalfTwice, up!.Attribute(known.UpAttribute)!.Place(), "Up", up.Name, "it is the other half");
        else
            ReportWhole(context, type, down, up);
    }

    /// <summary>The field of a half, after whatever is wrong with it is reported.</summary>
    private static IFieldSymbol? Half(
        SymbolAnalysisContext context, KnownTypes known, List<IFieldSymbol> fields, INamedTypeSymbol? attribute, string name)
    {
        var marked = fields.Where(field => field.Has(attribute)).ToList();
        foreach (var second in marked.Skip(1))
        {
            var place = second.Attribute(attribute)!.Place();
            Report(context, VariantDescriptors.HalfTwice, place, name, second.Name, $"'{marked[0].Name}' has it already");
        }

        if (marked is [var first, ..] && (first.IsStatic || !first.Type.DerivesFrom(known.Linear)))
        {
            var found = first.IsStatic ? "static" : $"of type {first.Type.Name}";
            Report(context, VariantDescriptors.HalfIsNoLinear, first.Place(), name, first.Name, found);
        }

        return marked.FirstOrDefault();
    }

    private static void ReportWhole(SymbolAnalysisContext context, DeclaredType type, IFieldSymbol? down, IFieldSymbol? up)
    {
        var delta = type.Method("Delta");
        if (delta is not null && (down ?? up) is not null)
            Report(context, VariantDescriptors.BottleneckAndDelta, delta.Place(), type.Name);
        else if (down is not null && up is null)
            Report(context, VariantDescriptors.MissingHalf, down.Place(), down.Name, "Down", "Up");
        else if (up is not null && down is null)
            Report(context, VariantDescriptors.MissingHalf, up.Place(), up.Name, "Up", "Down");
        else if (up is null && delta is null)
            Report(context, VariantDescriptors.NoMathematics, type.Location, type.Name);
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, Location place, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, place, arguments));
}

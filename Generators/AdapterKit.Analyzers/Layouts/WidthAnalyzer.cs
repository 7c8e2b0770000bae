using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Makes sure that every insertion point knows its width.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WidthAnalyzer() : LayerAnalyzer(LayerDescriptors.WidthNamesNothing, LayerDescriptors.WidthUnknown)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        var isPreNorm = layer.Attribute.NamedArguments.Any(argument => argument is { Key: "Norm", Value.Value: not 0 });
        foreach (var point in points)
        {
            if (point.Attribute.NameGiven("Width") is { } width)
                Check(context, layer, width, point.Attribute.Place("Width"));
            else if (point.Member is IMethodSymbol && (isPreNorm || point.Attribute.NameGiven("Norm") is null))
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.WidthUnknown, point.Attribute.Place(), point.Name));
        }
    }

    private static void Check(SymbolAnalysisContext context, DeclaredType layer, string width, Location place)
    {
        if (layer.Symbol.ValueMember(width) is { Type.SpecialType: SpecialType.System_Int32 })
            return;

        var widths = layer.Symbol.GetMembers()
            .Where(member => member is { CanBeReferencedByName: true, IsImplicitlyDeclared: false }
                and (IFieldSymbol { Type.SpecialType: SpecialType.System_Int32 } or IPropertySymbol { Type.SpecialType: SpecialType.System_Int32 }))
            .Select(member => member.Name);
        var nearest = Nearest.To(width, widths);
        context.ReportDiagnostic(Diagnostic.Create(
            LayerDescriptors.WidthNamesNothing, place, Nearest.Properties(nearest), layer.Name, width, Nearest.Question(nearest)));
    }
}

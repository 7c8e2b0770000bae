using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion points with an invalid <c>Width</c> or no known width.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WidthAnalyzer() : LayerAnalyzer(LayerDescriptors.WidthNotFound, LayerDescriptors.WidthUnknown)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        var isPreNorm = layer.Attribute.NamedArguments.Any(argument => argument is { Key: "Norm", Value.Value: not 0 });
        foreach (var point in points)
        {
            if (point.Attribute.GetName("Width") is { } width)
                Check(context, layer, width, point.Attribute.GetLocation("Width"));
            else if (!HasWidth(point, isPreNorm))
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.WidthUnknown, point.Attribute.GetLocation(), point.Name));
        }
    }

    // A sub-layer field has a width. So does a norm, but only one after the sub-layer has the width of the output.
    private static bool HasWidth(LayerPoint point, bool isPreNorm) =>
        point.Member is IFieldSymbol || point.Norms.Any(norm => norm.Argument == "OutputNorm" || !isPreNorm);

    private static void Check(SymbolAnalysisContext context, DeclaredType layer, string width, Location location)
    {
        if (IsInt(layer.Symbol.FindValueMember(width)?.Type))
            return;

        var widths = layer.Symbol.GetMembers()
            .Where(member => member is { CanBeReferencedByName: true, IsImplicitlyDeclared: false } && IsInt(member.FindValueType()))
            .Select(member => member.Name);
        var nearest = Nearest.Find(width, widths);
        context.ReportDiagnostic(Diagnostic.Create(
            LayerDescriptors.WidthNotFound, location, Nearest.ToProperties(nearest), layer.Name, width, Nearest.ToQuestion(nearest)));
    }

    private static bool IsInt(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Int32;
}

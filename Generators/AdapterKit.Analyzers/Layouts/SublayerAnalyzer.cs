using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at sub-layer fields: each has its insertion point, and a type that the generated <c>forward</c> can call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SublayerAnalyzer() : LayerAnalyzer(
    LayerDescriptors.PointWithoutSublayer, LayerDescriptors.SublayerWithoutPoint, LayerDescriptors.NoSublayer)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        var writesForward = layer.Method("forward") is not null;
        foreach (var field in layer.Symbol.GetMembers().OfType<IFieldSymbol>())
        {
            var isSublayer = field.Has(known.SublayerAttribute);
            var isPoint = field.Has(known.PointAttribute);
            if (isPoint && !isSublayer)
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.PointWithoutSublayer, field.Place(), field.Name));
            else if (isSublayer && !isPoint && !writesForward)
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.SublayerWithoutPoint, field.Place(), field.Name));
            else if (isSublayer && !CanRun(known, field))
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.NoSublayer, field.Place(), field.Name, field.Type.Name));
        }
    }

    private static bool CanRun(KnownTypes known, IFieldSymbol field) =>
        field.Type.TypeKind == TypeKind.Error
        || (!field.IsStatic && field.Type.AllInterfaces.Any(implemented => implemented.Is(known.Sublayer)) && TakesTensor(known, field.Type));

    private static bool TakesTensor(KnownTypes known, ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol { Name: "Module", TypeArguments: { IsEmpty: false } arguments })
            {
                return arguments is [var input, .., var output] && input.Is(known.Tensor) && output.Is(known.Tensor)
                    && (arguments.Length == 2 || (arguments.Length == 3 && arguments[1].Is(known.AdapterPass)));
            }
        }

        return false;
    }
}

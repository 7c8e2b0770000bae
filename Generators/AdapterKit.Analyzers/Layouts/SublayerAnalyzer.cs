using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports sub-layer fields without an insertion point, or with a type that the generated <c>forward</c> cannot call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SublayerAnalyzer() : LayerAnalyzer(
    LayerDescriptors.PointWithoutSublayer, LayerDescriptors.SublayerWithoutPoint, LayerDescriptors.NotASublayer)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        var overridesForward = layer.FindMethod("forward") is not null;
        foreach (var field in layer.Symbol.GetMembers().OfType<IFieldSymbol>())
        {
            var isSublayer = field.Has(known.SublayerAttribute);
            var isPoint = field.Has(known.PointAttribute);
            if (isPoint && !isSublayer)
                Report(LayerDescriptors.PointWithoutSublayer, field);
            else if (isSublayer && !isPoint && !overridesForward)
                Report(LayerDescriptors.SublayerWithoutPoint, field);
            else if (isSublayer && !CanRun(known, field))
                Report(LayerDescriptors.NotASublayer, field, field.Type.Name);
        }

        void Report(DiagnosticDescriptor descriptor, IFieldSymbol field, string? argument = null) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, field.GetLocation(), field.Name, argument));
    }

    private static bool CanRun(KnownTypes known, IFieldSymbol field) =>
        field.Type.TypeKind == TypeKind.Error
        || (!field.IsStatic && IsSublayer(known, field.Type) && TakesTensor(known, field.Type));

    private static bool IsSublayer(KnownTypes known, ITypeSymbol type) =>
        type.AllInterfaces.Any(implemented => implemented.Is(known.Sublayer));

    private static bool TakesTensor(KnownTypes known, ITypeSymbol type) =>
        type.FindModuleArguments() is [var input, .., var output] arguments && input.Is(known.Tensor) && output.Is(known.Tensor)
        && (arguments.Length == 2 || (arguments.Length == 3 && arguments[1].Is(known.AdapterPass)));
}

using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Holds the methods of insertion points to their one signature.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointMethodAnalyzer() : LayerAnalyzer(LayerDescriptors.WrongPointMethod)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        foreach (var method in points.Select(point => point.Member).OfType<IMethodSymbol>().Where(method => !Fits(method, known)))
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.WrongPointMethod, method.Place(), method.Name));
    }

    private static bool Fits(IMethodSymbol method, KnownTypes known) =>
        method is { IsPartialDefinition: true, IsStatic: false, IsGenericMethod: false, RefKind: RefKind.None, Parameters: [var sublayer, var residual, var pass] }
        && method.ReturnType.Is(known.Tensor)
        && sublayer.Type.Is(known.Tensor)
        && residual.Type.Is(known.Tensor)
        && pass.Type.Is(known.AdapterPass)
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);
}

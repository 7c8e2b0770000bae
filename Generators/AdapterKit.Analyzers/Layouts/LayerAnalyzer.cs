using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Analyzes each declared layer with its insertion points.</summary>
public abstract class LayerAnalyzer : DeclaredTypeAnalyzer
{
    /// <summary>Creates an analyzer that reports these diagnostics.</summary>
    private protected LayerAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Layer)
            AnalyzeLayer(context, known, type, LayerPoint.FindAll(type, known).ToList());
    }

    private protected abstract void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points);
}

using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at one declared layer and its insertion points at a time.</summary>
public abstract class LayerAnalyzer : DeclaredTypeAnalyzer
{
    /// <summary>An analyzer of these diagnostics.</summary>
    private protected LayerAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors)
    {
    }

    private protected sealed override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family == Family.Layer)
            Analyze(context, known, type, LayerPoint.Of(type, known).ToList());
    }

    private protected abstract void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points);
}

namespace AdapterKit.Analyzers;

/// <summary>Reports components without a key in a class that declares the keys of its components.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingKeyAnalyzer() : MappedTypeAnalyzer(CheckpointDescriptors.MissingKey)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type)
    {
        // In declared classes, another rule reports components in auto-properties.
        var isDeclared = known.FindDeclaration(type.Symbol) is not null;
        foreach (var field in type.Symbol.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic
                && (field.AssociatedSymbol is null || !isDeclared)
                && HoldsWeights(field.Type, known)
                && !field.IsGenerated()
                && !field.Has(known.WeightAttribute))
                Report(context, known, field.AssociatedSymbol ?? field, field.Type);
        }
    }

    private static void Report(SymbolAnalysisContext context, KnownTypes known, ISymbol holder, ITypeSymbol type) =>
        context.ReportDiagnostic(Diagnostic.Create(
            CheckpointDescriptors.MissingKey, holder.GetLocation(), holder.Name, Component.GetNoun(type, known)));

    /// <summary>Whether a component can have weights; dropout and activation functions have none.</summary>
    private static bool HoldsWeights(ITypeSymbol type, KnownTypes known)
    {
        if (!known.IsComponent(type))
            return false;

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "ParameterLessModule")
                return false;
        }

        return true;
    }
}

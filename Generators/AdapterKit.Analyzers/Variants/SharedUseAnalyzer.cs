namespace AdapterKit.Analyzers;

/// <summary>Reports a variant that takes a shared module which generated code cannot create for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedUseAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.SharedDoesNotFit)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant
            || TaskVariant.FindConstructor(type.Symbol, known) is not { Parameters: [_, var options, var parameter] }
            || parameter.Type is not INamedTypeSymbol module
            || FindObstacle(known, module, options.Type) is not { } reason)
            return;

        context.ReportDiagnostic(Diagnostic.Create(
            VariantDescriptors.SharedDoesNotFit, parameter.GetLocation(), module.Name, type.Name, reason));
    }

    private static string? FindObstacle(KnownTypes known, INamedTypeSymbol module, ITypeSymbol options)
    {
        if (module.IsAbstract)
            return "it is abstract; take the class with [SharedModule]";

        // Its own constructor is reported there.
        return SharedUse.FindConstructor(module, known) is { Parameters: [_, var taken] }
            && !SymbolEqualityComparer.Default.Equals(taken.Type, options)
            ? $"it takes {taken.Type.Name}, but the variant has {options.Name}; take the same options"
            : null;
    }
}

namespace AdapterKit.Analyzers;

/// <summary>Reports a class with an id, or a configuration, that has type parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GenericAnalyzer() : CompletedTypeAnalyzer(DeclarationDescriptors.Generic)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, CompletedType type)
    {
        if (FindNoun(type) is not { } noun)
            return;

        if (type.Symbol.Arity > 0)
            Report(context, type, "type parameters", noun);
        else if (type is DeclaredType { Kind: DeclarationKind.Task } && FindGeneric(type.Symbol.ContainingType) is { } outer)
            Report(context, type, $"the type parameters of '{outer.Name}' around it", noun);
    }

    /// <summary>Returns what the class declares; <c>null</c> for a layer, which may be generic.</summary>
    private static string? FindNoun(CompletedType type) => type switch
    {
        DeclaredType { Kind: DeclarationKind.Variant } => "a variant",
        DeclaredType { Kind: DeclarationKind.Shared } => "a shared module",
        DeclaredType { Kind: DeclarationKind.Task } => "a task",
        DeclaredType { Kind: DeclarationKind.Model } => "a model",
        ConfigType => "a configuration",
        _ => null,
    };

    private static INamedTypeSymbol? FindGeneric(INamedTypeSymbol? type) =>
        type is null or { Arity: > 0 } ? type : FindGeneric(type.ContainingType);

    private static void Report(SymbolAnalysisContext context, CompletedType type, string found, string noun) =>
        context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.Generic, type.Location, type.Name, found, noun));
}

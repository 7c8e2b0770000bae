namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class without the base class of its kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaseTypeAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.WrongBase)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (HasBase(known, type))
            return;

        // The fix can add a base class, but not replace one.
        var addable = type.Symbol.BaseType?.SpecialType == SpecialType.System_Object ? GetBase(known, type, "BottleneckAdapter") : null;
        context.ReportDiagnostic(Diagnostic.Create(
            DeclarationDescriptors.WrongBase, type.Location, Nearest.ToProperties(addable),
            type.Name, type.Marker, GetBase(known, type, "TVariant")));
    }

    private static bool HasBase(KnownTypes known, DeclaredType type) => type.Kind switch
    {
        DeclarationKind.Variant => type.Symbol.DerivesFrom(known.ResidualAdapter),
        DeclarationKind.Layer => type.Symbol.DerivesFrom(known.AdaptedLayer),
        _ => type.Symbol.DerivesFrom(known.TaskAdapter)
            && (Fuses(known, type) || TaskVariant.Find(type.Symbol, known) is not null),
    };

    private static string GetBase(KnownTypes known, DeclaredType type, string variant) => type.Kind switch
    {
        DeclarationKind.Variant => "ResidualAdapter",
        DeclarationKind.Layer => "AdaptedLayer",
        _ => Fuses(known, type) ? "ClassificationTask" : $"ClassificationTask<{variant}>",
    };

    /// <summary>Whether a task fuses others and so needs no variant of its own.</summary>
    private static bool Fuses(KnownTypes known, DeclaredType type) => type.Symbol.Has(known.FuseAttribute);
}

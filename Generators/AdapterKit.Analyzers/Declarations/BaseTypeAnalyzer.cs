namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class without the base class of its kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaseTypeAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.WrongBase)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var (derives, expected) = type.Kind switch
        {
            DeclarationKind.Variant => (type.Symbol.DerivesFrom(known.ResidualAdapter), "ResidualAdapter"),
            DeclarationKind.Layer => (type.Symbol.DerivesFrom(known.AdaptedLayer), "AdaptedLayer"),
            _ => (DerivesFromTask(known, type), Fuses(known, type) ? "ClassificationTask" : "ClassificationTask<TVariant>"),
        };
        if (!derives)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.WrongBase, type.Location, FindMissingBase(known, type), type.Name, type.Marker, expected));
        }
    }

    /// <summary>Returns the base class that the fix adds to a class without one.</summary>
    private static ImmutableDictionary<string, string?> FindMissingBase(KnownTypes known, DeclaredType type) => Nearest.ToProperties(
        type.Symbol.BaseType?.SpecialType != SpecialType.System_Object ? null
        : type.Kind switch
        {
            DeclarationKind.Variant => "ResidualAdapter",
            DeclarationKind.Layer => "AdaptedLayer",
            _ => Fuses(known, type) ? "ClassificationTask" : "ClassificationTask<BottleneckAdapter>",
        });

    private static bool Fuses(KnownTypes known, DeclaredType type) => type.Symbol.Has(known.FuseAttribute);

    /// <summary>Whether a task has a task base class, with a variant unless it fuses others.</summary>
    private static bool DerivesFromTask(KnownTypes known, DeclaredType type) =>
        type.Symbol.DerivesFrom(known.TaskAdapter)
        && (Fuses(known, type) || TaskVariant.Find(type.Symbol, known) is not null);
}

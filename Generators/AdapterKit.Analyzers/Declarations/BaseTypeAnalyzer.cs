namespace AdapterKit.Analyzers;

/// <summary>Asks for the base class of a declared class's family.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaseTypeAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.WrongBase)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var (fits, wanted) = type.Family switch
        {
            Family.Variant => (type.Symbol.DerivesFrom(known.ResidualAdapter), "ResidualAdapter"),
            Family.Layer => (type.Symbol.DerivesFrom(known.AdaptedLayer), "AdaptedLayer"),
            _ => (FitsTask(known, type), Fuses(known, type) ? "ClassificationTask" : "ClassificationTask<TVariant>"),
        };
        if (!fits)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.WrongBase, type.Location, Missing(known, type), type.Name, type.Marker, wanted));
        }
    }

    /// <summary>For the fix: the base to add where the class has none.</summary>
    private static ImmutableDictionary<string, string?> Missing(KnownTypes known, DeclaredType type) => Nearest.Properties(
        type.Symbol.BaseType?.SpecialType != SpecialType.System_Object ? null
        : type.Family switch
        {
            Family.Variant => "ResidualAdapter",
            Family.Layer => "AdaptedLayer",
            _ => Fuses(known, type) ? "ClassificationTask" : "ClassificationTask<BottleneckAdapter>",
        });

    private static bool Fuses(KnownTypes known, DeclaredType type) => type.Symbol.Has(known.FuseAttribute);

    /// <summary>A task that fuses others needs no variant of its own.</summary>
    private static bool FitsTask(KnownTypes known, DeclaredType type) =>
        type.Symbol.DerivesFrom(known.TaskAdapter)
        && (Fuses(known, type) || TaskVariant.Of(type.Symbol, known) is not null);
}

namespace AdapterKit.Analyzers;

/// <summary>Reports a task whose adapters are of a class that is no variant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariantAnalyzer() : TaskAnalyzer(TaskDescriptors.NotAVariant)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.Has(known.FuseAttribute))
            return;

        if (TaskVariant.Find(task.Symbol, known) is { } variant)
            CheckVariant(context, known, variant, task.Location);
        else if (TaskVariant.FindArgument(task.Symbol, known) is { TypeKind: not TypeKind.Error } other)
            Report(context, other, task.Location, "it does not derive from ResidualAdapter, ProjectionAdapter or MemoryAdapter");

        foreach (var adapter in DeclaredAdapter.FindAll(task.Symbol, known))
            CheckVariant(context, known, adapter.Variant, adapter.Attribute.GetLocation());
    }

    private static void CheckVariant(SymbolAnalysisContext context, KnownTypes known, INamedTypeSymbol variant, Location location)
    {
        if (variant.Implements(known.AdapterVariant) || IsReportedItself(known, variant))
            return;

        Report(context, variant, location, variant.IsAbstract ? "it is abstract" : "it has no [AdapterVariant]");
    }

    private static void Report(SymbolAnalysisContext context, ITypeSymbol variant, Location location, string reason) =>
        context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.NotAVariant, location, variant.Name, reason));

    private static bool IsReportedItself(KnownTypes known, INamedTypeSymbol variant) =>
        variant is { Locations: [{ IsInSource: true }, ..], IsAbstract: false }
        && (known.FindDeclaration(variant) is { Kind: DeclarationKind.Variant }
            || variant.GetMembers(known.GetComputation(variant)).IsEmpty);
}

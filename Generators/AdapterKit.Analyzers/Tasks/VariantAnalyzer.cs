namespace AdapterKit.Analyzers;

/// <summary>Reports a task whose adapters are of a class that is no variant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariantAnalyzer() : TaskAnalyzer(TaskDescriptors.NotAVariant)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.Has(known.FuseAttribute)
            || TaskVariant.Find(task.Symbol, known) is not { } variant
            || variant.Implements(known.AdapterVariant)
            || IsReportedItself(known, variant))
            return;

        var reason = variant.IsAbstract ? "it is abstract" : "it has no [AdapterVariant]";
        context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.NotAVariant, task.Location, variant.Name, reason));
    }

    private static bool IsReportedItself(KnownTypes known, INamedTypeSymbol variant) =>
        variant is { Locations: [{ IsInSource: true }, ..], IsAbstract: false }
        && (known.FindDeclaration(variant) is { Kind: DeclarationKind.Variant }
            || variant.GetMembers(known.GetComputation(variant)).IsEmpty);
}

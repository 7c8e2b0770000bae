using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at how variants and layers hold their components: in fields of their own, which registration finds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HeldComponentAnalyzer() : DeclaredTypeAnalyzer(
    TorchDescriptors.AutoProperty, TorchDescriptors.Collection, TorchDescriptors.PlainTensor, TorchDescriptors.ReadonlyParameter)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family == Family.Task)
            return;

        foreach (var field in type.Symbol.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsGenerated()))
            Check(context, known, field);
    }

    private static void Check(SymbolAnalysisContext context, KnownTypes known, IFieldSymbol field)
    {
        // The field behind an auto-property is found, and reported, by the property's name.
        var holder = field.AssociatedSymbol ?? field;
        if (field.AssociatedSymbol is IPropertySymbol && known.IsComponent(field.Type))
            Report(context, TorchDescriptors.AutoProperty, holder, Component.Kind(field.Type, known));
        else if (Component.CollectionFor(field.Type, known) is { } better)
            Report(context, TorchDescriptors.Collection, holder, better);
        else if (field.Type.DerivesFrom(known.Tensor) && !known.IsComponent(field.Type))
            Report(context, TorchDescriptors.PlainTensor, holder);
        else if (field.IsReadOnly && field.Type.DerivesFrom(known.Parameter))
            Report(context, TorchDescriptors.ReadonlyParameter, holder);
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, ISymbol holder, string? more = null) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, holder.Place(), holder.Name, more));
}

using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports components of variants and layers that are not held in fields, where registration can find them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HeldComponentAnalyzer() : DeclaredTypeAnalyzer(
    TorchDescriptors.AutoProperty, TorchDescriptors.Collection, TorchDescriptors.PlainTensor, TorchDescriptors.ReadonlyParameter,
    TorchDescriptors.Hidden)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Task)
            return;

        foreach (var field in type.Symbol.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsGenerated()))
            Check(context, known, field);
    }

    private static void Check(SymbolAnalysisContext context, KnownTypes known, IFieldSymbol field)
    {
        // The field behind an auto-property is reported under the name of the property.
        var holder = field.AssociatedSymbol ?? field;
        if (field.AssociatedSymbol is IPropertySymbol && known.IsComponent(field.Type))
            Report(context, TorchDescriptors.AutoProperty, holder, Component.GetNoun(field.Type, known));
        else if (Component.FindCollection(field.Type, known) is { } collection)
            Report(context, TorchDescriptors.Collection, holder, collection);
        else if (field.Type.DerivesFrom(known.Tensor) && !known.IsComponent(field.Type))
            Report(context, TorchDescriptors.PlainTensor, holder);
        else if (field.IsReadOnly && field.Type.DerivesFrom(known.Parameter))
            Report(context, TorchDescriptors.ReadonlyParameter, holder);
        else if (HiddenComponent.Find(field.Type, known) is { } hidden)
            Report(context, TorchDescriptors.Hidden, holder, hidden);
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, ISymbol holder, string? argument = null) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, holder.GetLocation(), holder.Name, argument));
}

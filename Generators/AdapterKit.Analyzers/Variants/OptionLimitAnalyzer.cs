using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports limits of options that exclude nothing, or everything.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionLimitAnalyzer() : DeclarationAnalyzer(VariantDescriptors.LimitWithoutEffect)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var property = (IPropertySymbol)context.Symbol;
        if (property.ContainingType.DerivesFrom(known.VariantOptions)
            && OptionRange.FindAttribute(property) is { } attribute
            && FindReason(property, attribute) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.LimitWithoutEffect, attribute.GetLocation(), property.Name, reason));
        }
    }

    private static string? FindReason(IPropertySymbol property, AttributeData attribute)
    {
        if (!Construction.GetSettableProperties(property.ContainingType).Contains(property, SymbolEqualityComparer.Default))
            return "it is no option; an option is a public instance property that can be set and overrides no other";

        if (!OptionRange.IsNumber(property.Type))
            return "only numbers have limits";

        if (OptionRange.Read(attribute) is not { } range)
            return "its limits are no numbers; write them as two values of type int or double";

        if (!range.Limits.Any())
            return "every number is in the range";

        return range.IsEmpty ? $"no number is {range}" : null;
    }
}

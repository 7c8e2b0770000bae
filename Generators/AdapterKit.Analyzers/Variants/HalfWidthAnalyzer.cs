using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports halves of a bottleneck whose widths cannot fit, as far as their initializers show it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HalfWidthAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.HalvesDoNotFit)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant
            || TaskVariant.FindConstructor(type.Symbol, known) is not { Parameters: [{ Name: var shape }, ..] }
            || FindHalf(type, known.DownAttribute) is not { } down
            || FindHalf(type, known.UpAttribute) is not { } up)
            return;

        var width = $"{shape}.Width";
        var (input, output) = type.Symbol.DerivesFrom(known.ProjectionAdapter)
            ? ($"{shape}.InputWidth", $"{shape}.OutputWidth")
            : (width, width);
        if (down.In != input && down.Out == output)
            Report(context, "Down", down, $"it must take {input}; are [Down] and [Up] swapped?");
        else if (up.Out != output && up.In == input)
            Report(context, "Up", up, $"it must lead to {output}; are [Down] and [Up] swapped?");
        else if (down.In != input && (down.In == width || down.In == output))
            Report(context, "Down", down, $"it must take {input}");
        else if (up.Out == input && input != output)
            Report(context, "Up", up, $"it must lead to {output}");
        else if (down.Out != up.In && int.TryParse(down.Out, out _) && int.TryParse(up.In, out _))
            Report(context, "Up", up, $"[Down] '{down.Field.Name}' leads to {down.Out}");
    }

    private static Half? FindHalf(DeclaredType type, INamedTypeSymbol? attribute)
    {
        var field = type.Fields.FirstOrDefault(field => field.Has(attribute));
        var value = (field?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value;
        return (value as InvocationExpressionSyntax)?.ArgumentList.Arguments is [{ NameColon: null } input, { NameColon: null } output, ..]
            ? new Half(field!, input.ToString(), output.ToString())
            : null;
    }

    private static void Report(SymbolAnalysisContext context, string attribute, Half half, string reason) =>
        context.ReportDiagnostic(Diagnostic.Create(
            VariantDescriptors.HalvesDoNotFit, half.Field.GetLocation(), attribute, half.Field.Name, half.In, half.Out, reason));

    private sealed record Half(IFieldSymbol Field, string In, string Out);
}

using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a variant that declares neither a complete bottleneck nor a computation of its own, or both.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BottleneckAnalyzer() : DeclaredTypeAnalyzer(
    VariantDescriptors.MissingHalf,
    VariantDescriptors.HalfNotLinear,
    VariantDescriptors.DuplicateHalf,
    VariantDescriptors.BottleneckAndDelta,
    VariantDescriptors.NoComputation)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant)
            return;

        var fields = type.Symbol.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsGenerated()).ToList();
        var down = FindHalf(context, known, fields, known.DownAttribute, "Down");
        var up = FindHalf(context, known, fields, known.UpAttribute, "Up");
        if (down is not null && SymbolEqualityComparer.Default.Equals(down, up))
        {
            var location = up!.FindAttribute(known.UpAttribute)!.GetLocation();
            Report(context, VariantDescriptors.DuplicateHalf, location, "Up", up.Name, "it is already the other half");
        }
        else
        {
            ReportComputation(context, type, down, up, known.GetComputation(type.Symbol));
        }
    }

    /// <summary>Returns the field of a half and reports what is wrong with it.</summary>
    private static IFieldSymbol? FindHalf(
        SymbolAnalysisContext context, KnownTypes known, List<IFieldSymbol> fields, INamedTypeSymbol? attribute, string name)
    {
        var marked = fields.Where(field => field.Has(attribute)).ToList();
        foreach (var second in marked.Skip(1))
        {
            var location = second.FindAttribute(attribute)!.GetLocation();
            Report(context, VariantDescriptors.DuplicateHalf, location, name, second.Name, $"'{marked[0].Name}' already has it");
        }

        if (marked is [var first, ..] && (first.IsStatic || !first.Type.DerivesFrom(known.Linear)))
        {
            var found = first.IsStatic ? "static" : $"of type {first.Type.Name}";
            Report(context, VariantDescriptors.HalfNotLinear, first.GetLocation(), name, first.Name, found);
        }

        return marked.FirstOrDefault();
    }

    private static void ReportComputation(
        SymbolAnalysisContext context, DeclaredType type, IFieldSymbol? down, IFieldSymbol? up, string method)
    {
        var computation = type.FindMethod(method)
            ?? (method == "Enter" ? type.FindMethod("ComputePrompt") ?? type.FindMethod("ComputeChange") : null);
        if (computation is not null && (down ?? up) is not null)
            Report(context, VariantDescriptors.BottleneckAndDelta, computation.GetLocation(), type.Name, method);
        else if (down is not null && up is null)
            Report(context, VariantDescriptors.MissingHalf, down.GetLocation(), down.Name, "Down", "Up");
        else if (up is not null && down is null)
            Report(context, VariantDescriptors.MissingHalf, up.GetLocation(), up.Name, "Up", "Down");
        else if (up is null && computation is not { IsOverride: true } && !InheritsComputation(type, method))
        {
            var signature = method switch
            {
                "Apply" => "Apply(Tensor y, Tensor x)",
                "ComputeKeys" => "ComputeKeys()",
                "Enter" => "Enter(Tensor h), ComputePrompt() or ComputeChange(Tensor rows)",
                _ => "Delta(Tensor h)",
            };
            Report(context, VariantDescriptors.NoComputation, type.Location, type.Name, signature);
        }
    }

    // The base classes of ours declare the methods, and override none.
    private static bool InheritsComputation(DeclaredType type, string method)
    {
        for (var current = type.Symbol.BaseType; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(method).OfType<IMethodSymbol>().Any(one => one is { IsOverride: true, IsAbstract: false }))
                return true;
        }

        return false;
    }

    private static void Report(
        SymbolAnalysisContext context, DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, location, arguments));
}

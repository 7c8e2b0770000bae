using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports starting values that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StartAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.StartWithoutEffect)
{
    // In the order in which the generator looks for them: the first one counts.
    private static readonly string[] Starts = ["Normal", "TruncatedNormal", "KaimingUniform", "Zeros", "Ones"];

    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var field in type.Symbol.GetMembers().OfType<IFieldSymbol>())
        {
            var starts = StartsOf(field).OrderBy(start => Array.IndexOf(Starts, start.Name)).ToList();
            foreach (var (start, index) in starts.Select((start, index) => (start, index)))
            {
                if (WhyWithoutEffect(known, type, field, index == 0 ? null : starts[0].Name) is { } reason)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        VariantDescriptors.StartWithoutEffect, start.Attribute.Place(), start.Name, field.Name, reason));
                }
            }
        }
    }

    private static IEnumerable<(string Name, AttributeData Attribute)> StartsOf(IFieldSymbol field) =>
        from attribute in field.GetAttributes()
        where attribute.AttributeClass is { ContainingNamespace: { Name: "AdapterKit", ContainingNamespace.IsGlobalNamespace: true } }
        let name = attribute.AttributeClass!.Name
        let start = name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name
        where Starts.Contains(start)
        select (start, attribute);

    private static string? WhyWithoutEffect(KnownTypes known, DeclaredType type, IFieldSymbol field, string? first) =>
        type.Family != Family.Variant ? "only adapter variants start their weights by attributes"
        : field.IsStatic || !known.IsComponent(field.Type) ? "it holds neither a module nor a Parameter"
        : first is not null ? $"[{first}] stands there already"
        : null;
}

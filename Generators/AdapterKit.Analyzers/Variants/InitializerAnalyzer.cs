using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports initializer attributes that have no effect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitializerAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.InitializerWithoutEffect)
{
    // In the order of precedence in the generator: only the first one has an effect.
    private static readonly string[] Initializers = ["Normal", "TruncatedNormal", "KaimingUniform", "Zeros", "Ones"];

    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var field in type.Symbol.GetMembers().OfType<IFieldSymbol>())
        {
            var initializers = FindInitializers(field).OrderBy(found => Array.IndexOf(Initializers, found.Name)).ToList();
            for (var i = 0; i < initializers.Count; i++)
            {
                if (FindReason(known, type, field, i == 0 ? null : initializers[0].Name) is { } reason)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        VariantDescriptors.InitializerWithoutEffect, initializers[i].Attribute.GetLocation(),
                        initializers[i].Name, field.Name, reason));
                }
            }
        }
    }

    /// <summary>Finds the initializer attributes of a field.</summary>
    internal static IEnumerable<(string Name, AttributeData Attribute)> FindInitializers(IFieldSymbol field) =>
        from attribute in field.GetAttributes()
        where attribute.AttributeClass is { ContainingNamespace: { Name: "AdapterKit", ContainingNamespace.IsGlobalNamespace: true } }
        let name = TrimSuffix(attribute.AttributeClass!.Name)
        where Initializers.Contains(name)
        select (name, attribute);

    private static string TrimSuffix(string name) =>
        name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;

    /// <summary>Returns why an initializer has no effect; <c>null</c> if it has one.</summary>
    private static string? FindReason(KnownTypes known, DeclaredType type, IFieldSymbol field, string? earlier)
    {
        if (type.Kind is not (DeclarationKind.Variant or DeclarationKind.Shared))
            return "only adapter variants and what they share initialize weights with attributes";

        if (field.IsStatic || !known.IsComponent(field.Type))
            return "it holds neither a module nor a Parameter";

        return earlier is null ? null : $"[{earlier}] already initializes it";
    }
}

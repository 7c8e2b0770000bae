using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports options that cannot be created without arguments or stored in a bundle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer() : DeclaredTypeAnalyzer(
    VariantDescriptors.OptionsNeedArguments, VariantDescriptors.OptionCannotBeStored, VariantDescriptors.OptionCannotBeRead)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant
            || TaskVariant.FindConstructor(type.Symbol, known) is not { Parameters: [_, var parameter, ..] })
            return;

        if (Construction.FindObstacle(parameter.Type) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionsNeedArguments, parameter.GetLocation(), parameter.Type.Name, type.Name, reason));
        }

        var options = Construction.GetSettableProperties(parameter.Type).ToList();
        foreach (var property in options)
        {
            var location = property.Locations.FirstOrDefault(found => found.IsInSource) ?? parameter.GetLocation();
            if (!CanBeStored(property.Type))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    VariantDescriptors.OptionCannotBeStored, location, property.Name, property.Type.ToDisplayString()));
            }
            else if (FindObstacle(property, options) is { } unreadable)
            {
                context.ReportDiagnostic(Diagnostic.Create(VariantDescriptors.OptionCannotBeRead, location, property.Name, unreadable));
            }
        }
    }

    private static string? FindObstacle(IPropertySymbol property, IReadOnlyList<IPropertySymbol> options)
    {
        if (property.SetMethod is { DeclaredAccessibility: not Accessibility.Public })
            return "its setter is not public; make it 'init' or 'set' without a modifier";

        return options.FirstOrDefault(other => other.Name != property.Name && GetKey(other) == GetKey(property)) is { } other
            ? $"it has the key '{GetKey(property)}' of '{other.Name}'; rename one of the two"
            : null;
    }

    private static string GetKey(IPropertySymbol property) => char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);

    private static bool CanBeStored(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } =>
            CanBeStored(value),
        { TypeKind: TypeKind.Enum or TypeKind.Error } => true,
        _ => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            or SpecialType.System_Single or SpecialType.System_Boolean or SpecialType.System_String,
    };
}

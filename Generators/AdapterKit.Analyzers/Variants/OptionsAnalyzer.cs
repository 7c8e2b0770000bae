using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports options that cannot be created without arguments or stored in a bundle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer() : DeclaredTypeAnalyzer(
    VariantDescriptors.OptionsNeedArguments, VariantDescriptors.OptionCannotBeStored)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant
            || TaskVariant.FindConstructor(type.Symbol, known) is not { Parameters: [_, var parameter] })
            return;

        if (FindReason(parameter.Type) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionsNeedArguments, parameter.GetLocation(), parameter.Type.Name, type.Name, reason));
        }

        foreach (var property in GetStoredProperties(parameter.Type).Where(property => !CanBeStored(property.Type)))
        {
            var location = property.Locations.FirstOrDefault(found => found.IsInSource) ?? parameter.GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionCannotBeStored, location, property.Name, property.Type.ToDisplayString()));
        }
    }

    /// <summary>Returns how to make the options constructible; <c>null</c> if they are.</summary>
    private static string? FindReason(ITypeSymbol options)
    {
        if (options is not INamedTypeSymbol { TypeKind: TypeKind.Class } type || type.IsAbstract)
            return "use a record that is not abstract";

        if (!type.InstanceConstructors.Any(constructor =>
            constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal))
            return "declare its values as init properties with defaults instead of parameters";

        return GetStoredProperties(type).FirstOrDefault(property => property.IsRequired) is { } required
            ? $"give property '{required.Name}' a default value instead of 'required'"
            : null;
    }

    private static IEnumerable<IPropertySymbol> GetStoredProperties(ITypeSymbol options)
    {
        for (var type = options; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsOverride: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public })
                    yield return property;
            }
        }
    }

    private static bool CanBeStored(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } =>
            CanBeStored(value),
        { TypeKind: TypeKind.Enum or TypeKind.Error } => true,
        _ => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            or SpecialType.System_Single or SpecialType.System_Boolean or SpecialType.System_String,
    };
}

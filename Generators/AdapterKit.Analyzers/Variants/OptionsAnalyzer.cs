using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at a variant's options: they start without arguments, and a bundle can store each of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.OptionsNeedArguments, VariantDescriptors.OptionCannotBeStored)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family != Family.Variant || TaskVariant.ConstructorOf(type.Symbol, known) is not { Parameters: [_, var parameter] })
            return;

        if (Obstacle(parameter.Type) is { } obstacle)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionsNeedArguments, parameter.Place(), parameter.Type.Name, type.Name, obstacle));
        }

        foreach (var property in Stored(parameter.Type).Where(property => !CanBeStored(property.Type)))
        {
            var place = property.Locations.FirstOrDefault(location => location.IsInSource) ?? parameter.Place();
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionCannotBeStored, place, property.Name, property.Type.ToDisplayString()));
        }
    }

    private static string? Obstacle(ITypeSymbol options)
    {
        if (options is not INamedTypeSymbol { TypeKind: TypeKind.Class } type || type.IsAbstract)
            return "name a record that is not abstract";

        if (!type.InstanceConstructors.Any(constructor =>
            constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal))
            return "declare its values as init properties with defaults, not as parameters";

        return Stored(type).FirstOrDefault(property => property.IsRequired) is { } required
            ? $"give property '{required.Name}' a default instead of 'required'"
            : null;
    }

    private static IEnumerable<IPropertySymbol> Stored(ITypeSymbol options)
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
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => CanBeStored(value),
        { TypeKind: TypeKind.Enum or TypeKind.Error } => true,
        _ => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            or SpecialType.System_Single or SpecialType.System_Boolean or SpecialType.System_String,
    };
}

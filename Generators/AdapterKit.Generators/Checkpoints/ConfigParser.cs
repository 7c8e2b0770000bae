using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a record with <c>[ConfigKey]</c> properties. The result is <c>null</c> for a type that cannot be completed.</summary>
internal static class ConfigParser
{
    public const string Attribute = "AdapterKit.ConfigKeyAttribute";
    private const string Interface = "AdapterKit.IModelConfig";
    private const string ValueAttribute = "AdapterKit.ConfigValueAttribute";

    /// <summary>Parses the record at its first property with a key, and returns <c>null</c> at the others.</summary>
    public static ConfigModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = context.TargetSymbol.ContainingType;
        var properties = FindProperties(type).ToList();
        if (!SymbolEqualityComparer.Default.Equals(properties.FirstOrDefault(), context.TargetSymbol) || !CanBeCompleted(type))
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new ConfigModel(
            TypeHeader.From(type),
            new EquatableArray<ConfigProperty>(properties.Select(ReadProperty)),
            new EquatableArray<ConfigRequirement>(ReadRequirements(type)));
    }

    /// <summary>Whether a type has a reader: one of its own, or a generated one.</summary>
    public static bool HasReader(ITypeSymbol type) =>
        type.AllInterfaces.Any(implemented => implemented.IsNamed(Interface))
        || (type is INamedTypeSymbol named && CanBeCompleted(named) && FindProperties(named).Any());

    private static bool CanBeCompleted(INamedTypeSymbol type) =>
        type.Arity == 0
        && type.CanBeCompleted("System.Object")
        && type.HasParameterlessConstructor()
        && UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Configs) is null;

    private static IEnumerable<IPropertySymbol> FindProperties(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Where(IsReadable);

    private static bool IsReadable(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, GetMethod: not null, SetMethod: not null }
        && !property.ForbidsUse()
        && property.FindAttribute(Attribute)?.ConstructorArguments is [{ Value: string }]
        && CanBeRead(property.Type);

    private static bool CanBeRead(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1, TypeArguments: [var argument] } generic
        ? generic.OriginalDefinition.SpecialType switch
        {
            SpecialType.System_Nullable_T => argument.SpecialType == SpecialType.System_Double,
            SpecialType.System_Collections_Generic_IReadOnlyList_T =>
                generic.NullableAnnotation != NullableAnnotation.Annotated && argument.SpecialType == SpecialType.System_String,
            _ => false,
        }
        : type.NullableAnnotation != NullableAnnotation.Annotated
            && (type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double or SpecialType.System_Boolean
                    or SpecialType.System_String
                || type.IsNamed("AdapterKit.Activation"));

    private static ConfigProperty ReadProperty(IPropertySymbol property) =>
        new(TypeHeader.ToIdentifier(property.Name), (string)property.FindAttribute(Attribute)!.ConstructorArguments[0].Value!);

    private static IEnumerable<ConfigRequirement> ReadRequirements(INamedTypeSymbol type) => type.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.IsNamed(ValueAttribute) == true)
        .Select(attribute => attribute.ConstructorArguments is [{ Value: string key }, { Value: string value }]
            ? new ConfigRequirement(key, value)
            : null)
        .OfType<ConfigRequirement>();
}

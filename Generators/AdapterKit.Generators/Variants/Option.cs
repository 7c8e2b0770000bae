using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>A property of an options record.</summary>
/// <param name="Name">The property.</param>
/// <param name="Reader">The method of <c>OptionsReader</c> that reads it.</param>
/// <param name="IsNullable">Whether it may be <c>null</c>.</param>
internal sealed record Option(string Name, string Reader, bool IsNullable)
{
    /// <summary>The property as a C# identifier.</summary>
    public string Identifier => TypeHeader.ToIdentifier(Name);

    /// <summary>The key in a bundle.</summary>
    public string Key => char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    /// <summary>Finds the properties that a bundle can store.</summary>
    public static EquatableArray<Option> FindAll(ITypeSymbol options) => new(
        from type in GetHierarchy(options).Reverse()
        from property in type.GetMembers().OfType<IPropertySymbol>()
        where property is { IsStatic: false, IsOverride: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public }
        let option = From(property)
        where option is not null
        select option);

    private static IEnumerable<ITypeSymbol> GetHierarchy(ITypeSymbol options)
    {
        for (ITypeSymbol? type = options; type is not null; type = type.BaseType)
            yield return type;
    }

    private static Option? From(IPropertySymbol property)
    {
        var isNullableValue = property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var type = isNullableValue ? ((INamedTypeSymbol)property.Type).TypeArguments[0] : property.Type;
        return FindReader(type) is { } reader
            ? new Option(property.Name, reader, isNullableValue || property.Type.NullableAnnotation == NullableAnnotation.Annotated)
            : null;
    }

    private static string? FindReader(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Int32 } => "ReadInt32",
        { SpecialType: SpecialType.System_Int64 } => "ReadInt64",
        { SpecialType: SpecialType.System_Double } => "ReadDouble",
        { SpecialType: SpecialType.System_Single } => "ReadSingle",
        { SpecialType: SpecialType.System_Boolean } => "ReadBoolean",
        { SpecialType: SpecialType.System_String } => "ReadString",
        { TypeKind: TypeKind.Enum } => $"ReadEnum<{type.GetFullName()}>",
        _ => null,
    };
}

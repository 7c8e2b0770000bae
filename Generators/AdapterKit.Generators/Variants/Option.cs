using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>A property of an options record.</summary>
/// <param name="Name">The property.</param>
/// <param name="Reader">The method of <c>OptionsReader</c> that reads it.</param>
/// <param name="IsNullable">Whether it may be <c>null</c>.</param>
/// <param name="Range">The numbers that it may be; <c>null</c> for any.</param>
internal sealed record Option(string Name, string Reader, bool IsNullable, OptionRange? Range)
{
    /// <summary>The property as a C# identifier.</summary>
    public string Identifier => TypeHeader.ToIdentifier(Name);

    /// <summary>The key in a bundle.</summary>
    public string Key => char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    /// <summary>Finds the properties that a bundle can store.</summary>
    public static EquatableArray<Option> FindAll(ITypeSymbol options) => new(
        from type in GetHierarchy(options).Reverse()
        from property in type.GetMembers().OfType<IPropertySymbol>()
        where IsSettable(property) && !IsHidden(property, options)
        let option = From(property)
        where option is not null
        group option by option.Key into sameKey
        select sameKey.First());

    // What only an error could set keeps its default.
    private static bool IsSettable(IPropertySymbol property) =>
        property is { IsStatic: false, IsOverride: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
        && property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
        && !property.ForbidsUse();

    /// <summary>Whether a derived record has another property of that name.</summary>
    private static bool IsHidden(IPropertySymbol property, ITypeSymbol options) => GetHierarchy(options)
        .TakeWhile(type => !SymbolEqualityComparer.Default.Equals(type, property.ContainingType))
        .Any(type => type.GetMembers(property.Name).Any(member => !member.IsOverride));

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
            ? new Option(property.Name, reader, isNullableValue || CanBeNull(property.Type), OptionRange.Find(property))
            : null;
    }

    // Where nullable annotations are off, every reference can be null.
    private static bool CanBeNull(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;

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

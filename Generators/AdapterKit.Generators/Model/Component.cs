using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>A field that holds a module or a parameter.</summary>
/// <param name="Field">The field, as an identifier.</param>
/// <param name="Key">Its name in a state dictionary.</param>
/// <param name="IsParameter">A parameter; otherwise a module.</param>
/// <param name="IsOptional">Whether it may be <c>null</c>.</param>
/// <param name="Start">How its weights start: a method of <c>Initialize</c> and its arguments; <c>null</c> for TorchSharp's own start.</param>
/// <param name="Type">The last part of the field's type name.</param>
internal sealed record Component(string Field, string Key, bool IsParameter, bool IsOptional, Start? Start, string Type)
{
    public static EquatableArray<Component> Of(INamedTypeSymbol type) => new(
        from field in type.GetMembers().OfType<IFieldSymbol>()
        where field is { IsStatic: false, IsImplicitlyDeclared: false, CanBeReferencedByName: true }
        let isParameter = field.Type.Is("TorchSharp.Modules.Parameter")
        where isParameter ? !field.IsReadOnly : field.Type.Is("TorchSharp.torch.nn.Module")
        group (field, isParameter) by field.Name.TrimStart('_') into sameKey
        let field = sameKey.First().field
        let isParameter = sameKey.First().isParameter
        select new Component(
            TypeHeader.Identifier(field.Name),
            sameKey.Key,
            isParameter,
            field.NullableAnnotation == NullableAnnotation.Annotated,
            Start.Of(field),
            field.Type.Name));
}

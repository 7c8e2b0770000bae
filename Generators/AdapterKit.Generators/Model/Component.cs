using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>A field that holds a module or a parameter.</summary>
/// <param name="Field">The field, as an identifier.</param>
/// <param name="Key">Its name in a state dictionary.</param>
/// <param name="IsParameter">Whether it is a parameter; otherwise, it is a module.</param>
/// <param name="IsOptional">Whether it may be <c>null</c>.</param>
/// <param name="Initializer">How its weights are initialized; <c>null</c> for TorchSharp's default.</param>
/// <param name="Type">The short name of the field's type.</param>
/// <param name="HubName">Its name in files of the AdapterHub library.</param>
/// <param name="PeftName">Its name in files of the PEFT library.</param>
internal sealed record Component(
    string Field,
    string Key,
    bool IsParameter,
    bool IsOptional,
    Initializer? Initializer,
    string Type,
    PublishedName? HubName,
    PublishedName? PeftName)
{
    /// <summary>Finds the components of a class. The analyzers report two with the same key; the first is used.</summary>
    public static EquatableArray<Component> FindAll(INamedTypeSymbol type) => new(type.GetMembers()
        .OfType<IFieldSymbol>()
        .Select(Read)
        .OfType<Component>()
        .GroupBy(component => component.Key)
        .Select(sameKey => sameKey.First()));

    private static Component? Read(IFieldSymbol field)
    {
        if (field is not { IsStatic: false, IsImplicitlyDeclared: false, CanBeReferencedByName: true } || field.ForbidsUse())
            return null;

        var isParameter = field.Type.Is("TorchSharp.Modules.Parameter");
        // What the adapters of a set share belongs to their task.
        if (field.Type.Is("AdapterKit.SharedModule"))
            return null;

        // A move assigns a new parameter to the field. The analyzers report a read-only one.
        var canBeRegistered = isParameter ? !field.IsReadOnly : field.Type.Is("TorchSharp.torch.nn.Module");
        return !canBeRegistered
            ? null
            : new Component(
                TypeHeader.ToIdentifier(field.Name),
                GetKey(field),
                isParameter,
                field.NullableAnnotation == NullableAnnotation.Annotated,
                Initializer.Find(field),
                field.Type.Name,
                PublishedName.Find(field, "AdapterKit.HubNameAttribute"),
                PublishedName.Find(field, "AdapterKit.PeftNameAttribute"));
    }

    private static string GetKey(IFieldSymbol field) => field.Name.TrimStart('_') is { Length: > 0 } name ? name : field.Name;
}

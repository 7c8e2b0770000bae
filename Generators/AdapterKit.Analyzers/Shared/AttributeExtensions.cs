using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The arguments of an attribute, and where they stand.</summary>
internal static class AttributeExtensions
{
    /// <summary>A named argument that is a text.</summary>
    public static string? Text(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive } value
            ? value.Value as string
            : null;

    /// <summary>The texts of a <c>params</c> argument, or of a named array.</summary>
    public static IReadOnlyList<string> Texts(this TypedConstant constant) => constant is { Kind: TypedConstantKind.Array, IsNull: false }
        ? [.. constant.Values.Select(value => value.Value as string ?? "")]
        : [];

    /// <summary>The texts that a <c>params string[]</c> constructor got.</summary>
    public static IReadOnlyList<string> Texts(this AttributeData attribute) =>
        attribute.ConstructorArguments is [var texts] ? texts.Texts() : [];

    public static AttributeSyntax? Syntax(this AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    /// <summary>The whole attribute.</summary>
    public static Location Place(this AttributeData attribute) => attribute.Syntax()?.GetLocation() ?? Location.None;

    /// <summary>An argument by its position, counting those without a property's name; the attribute where there is none.</summary>
    public static Location Place(this AttributeData attribute, int position) =>
        Positional(attribute).ElementAtOrDefault(position)?.GetLocation() ?? attribute.Place();

    /// <summary>A named argument's value; the attribute where there is none.</summary>
    public static Location Place(this AttributeData attribute, string name) =>
        ValueOf(attribute, name)?.GetLocation() ?? attribute.Place();

    /// <summary>One element of a <c>params</c> argument, however it is written.</summary>
    public static Location PlaceOfText(this AttributeData attribute, int index)
    {
        var arguments = Positional(attribute).ToList();
        if (arguments is [var single] && Elements(single) is { } elements)
            arguments = elements;

        return arguments.ElementAtOrDefault(index)?.GetLocation() ?? attribute.Place();
    }

    /// <summary>One element of a named array argument.</summary>
    public static Location PlaceOfText(this AttributeData attribute, string name, int index) =>
        ValueOf(attribute, name) is { } value && Elements(value)?.ElementAtOrDefault(index) is { } element
            ? element.GetLocation()
            : attribute.Place(name);

    /// <summary>The expression that a named argument is given.</summary>
    public static ExpressionSyntax? ValueOf(this AttributeData attribute, string name) =>
        attribute.Syntax()?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    private static IEnumerable<ExpressionSyntax> Positional(AttributeData attribute) =>
        attribute.Syntax()?.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression) ?? [];

    private static List<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)],
        ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        _ => null,
    };
}

using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reads the arguments of attributes and their locations.</summary>
internal static class AttributeExtensions
{
    /// <summary>Returns a named argument that is a text.</summary>
    public static string? GetText(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive } value
            ? value.Value as string
            : null;

    /// <summary>Returns the texts of a <c>params</c> argument or of a named array.</summary>
    public static IReadOnlyList<string> GetTexts(this TypedConstant constant) =>
        constant is { Kind: TypedConstantKind.Array, IsNull: false }
            ? [.. constant.Values.Select(value => value.Value as string ?? "")]
            : [];

    /// <summary>Returns the texts of a named array; empty if it is absent.</summary>
    public static IReadOnlyList<string> GetTexts(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.GetTexts();

    /// <summary>Returns the texts passed to a <c>params string[]</c> constructor.</summary>
    public static IReadOnlyList<string> GetTexts(this AttributeData attribute) =>
        attribute.ConstructorArguments is [var texts] ? texts.GetTexts() : [];

    public static AttributeSyntax? GetSyntax(this AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    /// <summary>Returns the location of the whole attribute.</summary>
    public static Location GetLocation(this AttributeData attribute) => attribute.GetSyntax()?.GetLocation() ?? Location.None;

    /// <summary>Returns the location of the positional argument at an index, or of the attribute if there is none.</summary>
    public static Location GetLocation(this AttributeData attribute, int position) =>
        GetPositional(attribute).ElementAtOrDefault(position)?.GetLocation() ?? attribute.GetLocation();

    /// <summary>Returns the location of the value of a named argument, or of the attribute if there is none.</summary>
    public static Location GetLocation(this AttributeData attribute, string name) =>
        FindValue(attribute, name)?.GetLocation() ?? attribute.GetLocation();

    /// <summary>Returns the location of one element of a <c>params</c> argument, in any of its notations.</summary>
    public static Location GetTextLocation(this AttributeData attribute, int index)
    {
        var arguments = GetPositional(attribute).ToList();
        if (arguments is [var single] && GetElements(single) is { } elements)
            arguments = elements;

        return arguments.ElementAtOrDefault(index)?.GetLocation() ?? attribute.GetLocation();
    }

    /// <summary>Returns the location of one element of a named array argument.</summary>
    public static Location GetTextLocation(this AttributeData attribute, string name, int index) =>
        FindValue(attribute, name) is { } value && GetElements(value)?.ElementAtOrDefault(index) is { } element
            ? element.GetLocation()
            : attribute.GetLocation(name);

    /// <summary>Returns the value expression of a named argument.</summary>
    public static ExpressionSyntax? FindValue(this AttributeData attribute, string name) =>
        attribute.GetSyntax()?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    private static IEnumerable<ExpressionSyntax> GetPositional(AttributeData attribute) =>
        attribute.GetSyntax()?.ArgumentList?.Arguments
            .Where(argument => argument.NameEquals is null)
            .Select(argument => argument.Expression) ?? [];

    private static List<ExpressionSyntax>? GetElements(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax collection =>
            [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)],
        ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        _ => null,
    };
}

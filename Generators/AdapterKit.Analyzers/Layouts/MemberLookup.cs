namespace AdapterKit.Analyzers;

/// <summary>Finds the members that attributes name.</summary>
internal static class MemberLookup
{
    /// <summary>The name that an argument gives, also where it is a <c>nameof</c> of something that does not exist.</summary>
    public static string? NameGiven(this AttributeData attribute, string argument) =>
        attribute.Text(argument) ?? Misspelt(attribute, argument);

    /// <summary>A field or property, inherited ones included.</summary>
    public static (ITypeSymbol Type, ISymbol Member)? ValueMember(this INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (TypeOf(member) is { } found)
                    return (found, member);
            }
        }

        return null;
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static string? Misspelt(AttributeData attribute, string argument) =>
        attribute.ValueOf(argument) is InvocationExpressionSyntax
        {
            Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" },
            ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }],
        }
            ? name.Identifier.ValueText
            : null;
}

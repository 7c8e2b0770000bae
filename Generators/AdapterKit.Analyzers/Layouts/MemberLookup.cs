namespace AdapterKit.Analyzers;

/// <summary>Finds members that attributes refer to by name.</summary>
internal static class MemberLookup
{
    /// <summary>Returns the name in an argument, even if it is a <c>nameof</c> of a missing member.</summary>
    public static string? GetName(this AttributeData attribute, string argument) =>
        attribute.GetText(argument) ?? FindMisspelledName(attribute, argument);

    /// <summary>Finds a field or property, including inherited ones.</summary>
    public static (ITypeSymbol Type, ISymbol Member)? FindValueMember(this INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member.FindValueType() is { } found
                    && member is not IPropertySymbol { GetMethod: null }
                    && (current == (object)type || member.DeclaredAccessibility != Accessibility.Private))
                    return (found, member);
            }
        }

        return null;
    }

    private static string? FindMisspelledName(AttributeData attribute, string argument) =>
        attribute.FindValue(argument) is InvocationExpressionSyntax
        {
            Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" },
            ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }],
        }
            ? name.Identifier.ValueText
            : null;
}

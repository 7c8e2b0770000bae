using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>The name of a component in another library's files.</summary>
/// <param name="Name">The name.</param>
/// <param name="Of">The only parameter that has it; <c>null</c> if the names of parameters follow it.</param>
/// <param name="IsColumn">Whether files contain the vector as a matrix of one column.</param>
/// <param name="IsRow">Whether files contain the vector as a matrix of one row.</param>
internal sealed record PublishedName(string Name, string? Of, bool IsColumn, bool IsRow)
{
    public static PublishedName? Find(IFieldSymbol field, string attribute) =>
        field.FindAttribute(attribute) is { ConstructorArguments: [{ Value: string name }] } found
            ? new PublishedName(name, found.GetNamed<string>("Of"), found.GetNamed<bool>("IsColumn"), found.GetNamed<bool>("IsRow"))
            : null;
}

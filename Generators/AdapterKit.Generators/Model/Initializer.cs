using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>How weights are initialized.</summary>
/// <param name="Method">A method of <c>AdapterKit.Initialize</c>.</param>
/// <param name="Argument">Its argument after the weights; empty if it has none.</param>
internal sealed record Initializer(string Method, string Argument)
{
    private static readonly string[] Methods = ["Normal", "TruncatedNormal", "KaimingUniform", "Zeros", "Ones"];

    public static Initializer? Find(ISymbol field) => Methods
        .Select(method => (Method: method, Attribute: field.FindAttribute($"AdapterKit.{method}Attribute")))
        .Where(found => found.Attribute is not null)
        .Select(found => new Initializer(found.Method, ToLiteral(found.Attribute!)))
        .FirstOrDefault();

    private static string ToLiteral(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: double value }] ? Literal.From(value) : "";
}

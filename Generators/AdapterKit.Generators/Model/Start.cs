using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>How weights start.</summary>
/// <param name="Method">A method of <c>AdapterKit.Initialize</c>.</param>
/// <param name="Argument">Its argument after the weights; empty for none.</param>
internal sealed record Start(string Method, string Argument)
{
    private static readonly string[] Methods = ["Normal", "TruncatedNormal", "KaimingUniform", "Zeros", "Ones"];

    public static Start? Of(ISymbol field) => Methods
        .Select(method => (Method: method, Attribute: field.Attribute($"AdapterKit.{method}Attribute")))
        .Where(found => found.Attribute is not null)
        .Select(found => new Start(found.Method, Literal(found.Attribute!)))
        .FirstOrDefault();

    private static string Literal(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: double value }] ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Reads a declared layer; <c>null</c> where the declaration is not whole, which the analyzers explain.</summary>
internal static class LayerParser
{
    public const string Attribute = "AdapterKit.TransformerLayerAttribute";
    private const string PointAttribute = "AdapterKit.InsertionPointAttribute";

    public static LayerModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var isPreNorm = context.Attributes[0].Named<int>("Norm") != 0;
        var points = type.GetMembers()
            .Select(member => (Member: member, Attribute: member.Attribute(PointAttribute)))
            .Where(found => found.Attribute is not null)
            .Select(found => PointOf(found.Member, found.Attribute!, isPreNorm))
            .ToList();
        cancellation.ThrowIfCancellationRequested();
        if (points.Contains(null))
            return null;

        return new LayerModel(
            TypeHeader.Of(type),
            isPreNorm,
            !type.GetMembers("forward").OfType<IMethodSymbol>().Any(),
            Component.Of(type),
            new EquatableArray<PointModel>(points!));
    }

    private static PointModel? PointOf(ISymbol member, AttributeData attribute, bool isPreNorm)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }])
            return null;

        var norm = attribute.Named<string>("Norm");
        var width = attribute.Named<string>("Width");
        return member switch
        {
            IFieldSymbol field => new PointModel(
                name, norm, width ?? $"{Identifier(field)}.Width", new SublayerModel(Identifier(field), TakesPass(field.Type)), null),
            IMethodSymbol { Parameters.Length: 3 } method when (width ?? WidthOf(norm, isPreNorm)) is { } expression =>
                new PointModel(name, norm, expression, null, MethodOf(method)),
            _ => null,
        };
    }

    // A norm in front of a sub-layer knows the width of its input, which need not be that of its output.
    private static string? WidthOf(string? norm, bool isPreNorm) =>
        norm is null || isPreNorm ? null : $"(int){norm}.normalized_shape[0]";

    private static bool TakesPass(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol { Name: "Module", TypeArguments: [_, var second, _] })
                return second.IsNamed("AdapterKit.AdapterPass");
        }

        return false;
    }

    private static PointMethod MethodOf(IMethodSymbol method)
    {
        var accessibility = SyntaxFacts.GetText(method.DeclaredAccessibility);
        return new PointMethod(
            accessibility + " partial",
            Identifier(method),
            Identifier(method.Parameters[0]),
            Identifier(method.Parameters[1]),
            Identifier(method.Parameters[2]));
    }

    private static string Identifier(ISymbol symbol) => TypeHeader.Identifier(symbol.Name);
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Reads a declared layer; <c>null</c> where the declaration is not whole, which the analyzers explain.</summary>
internal static class LayerParser
{
    public const string Attribute = "AdapterKit.TransformerLayerAttribute";
    private const string Tensor = "TorchSharp.torch.Tensor";
    private const string PointAttribute = "AdapterKit.InsertionPointAttribute";

    public static LayerModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!type.CanBeCompleted("AdapterKit.AdaptedLayer") || UsedTypes.TakenIn(type.ContainingNamespace, UsedTypes.Layers) is not null)
            return null;

        var isPreNorm = context.Attributes[0].Named<int>("Norm") != 0;
        var points = type.GetMembers()
            .Select(member => (Member: member, Attribute: member.Attribute(PointAttribute)))
            .Where(found => found.Attribute is not null)
            .Select(found => PointOf(type, found.Member, found.Attribute!, isPreNorm))
            .OfType<PointModel>()
            .GroupBy(point => point.Title)
            .Select(sameTitle => sameTitle.First());
        cancellation.ThrowIfCancellationRequested();
        return new LayerModel(
            TypeHeader.Of(type),
            isPreNorm,
            !type.GetMembers("forward").OfType<IMethodSymbol>().Any(),
            Component.Of(type),
            new EquatableArray<PointModel>(points));
    }

    // A point that is declared wrongly is left out: the analyzers say why, and the rest of the layer compiles.
    private static PointModel? PointOf(INamedTypeSymbol type, ISymbol member, AttributeData attribute, bool isPreNorm)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }] || !SyntaxFacts.IsValidIdentifier("After" + Words.Title(name)))
            return null;

        var norm = attribute.Named<string>("Norm") is { } given && TypeOf(type, given)?.Is("TorchSharp.Modules.LayerNorm") == true ? given : null;
        var width = attribute.Named<string>("Width") is { } named && TypeOf(type, named)?.SpecialType == SpecialType.System_Int32 ? named : null;
        return member switch
        {
            IFieldSymbol field when IsSublayer(field) => new PointModel(
                name, norm, width ?? $"{Identifier(field)}.Width", new SublayerModel(Identifier(field), TakesPass(field.Type)), null),
            IMethodSymbol method when IsPoint(method) =>
                new PointModel(name, norm, width ?? WidthOf(norm, isPreNorm) ?? "0", null, MethodOf(method)),
            _ => null,
        };
    }

    private static bool IsSublayer(IFieldSymbol field) =>
        field is { IsStatic: false, CanBeReferencedByName: true } && field.Type.AllInterfaces.Any(implemented => implemented is { Name: "ISublayer", ContainingNamespace.Name: "AdapterKit" });

    private static bool IsPoint(IMethodSymbol method) =>
        method is { IsPartialDefinition: true, IsStatic: false, CanBeReferencedByName: true, Parameters: [var sublayer, var residual, var pass] }
        && method.ReturnType.Is(Tensor) && sublayer.Type.Is(Tensor) && residual.Type.Is(Tensor) && pass.Type.Is("AdapterKit.AdapterPass")
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);

    private static ITypeSymbol? TypeOf(INamedTypeSymbol type, string member)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(member).FirstOrDefault() is { } found)
                return (found as IFieldSymbol)?.Type ?? (found as IPropertySymbol)?.Type;
        }

        return null;
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

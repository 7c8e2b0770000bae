using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Parses a declared layer. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class LayerParser
{
    public const string Attribute = "AdapterKit.TransformerLayerAttribute";
    private const string Tensor = "TorchSharp.torch.Tensor";
    private const string PointAttribute = "AdapterKit.InsertionPointAttribute";

    public static LayerModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!type.CanBeCompleted("AdapterKit.AdaptedLayer") || UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Layers) is not null)
            return null;

        var isPreNorm = context.Attributes[0].GetNamed<int>("Norm") != 0;
        var points = type.GetMembers()
            .Select(member => (Member: member, Attribute: member.FindAttribute(PointAttribute)))
            .Where(found => found.Attribute is not null)
            .Select(found => ReadPoint(type, found.Member, found.Attribute!, isPreNorm))
            .OfType<PointModel>()
            .GroupBy(point => point.PascalName)
            .Select(sameName => sameName.First());
        cancellationToken.ThrowIfCancellationRequested();
        return new LayerModel(
            TypeHeader.From(type),
            isPreNorm,
            !type.GetMembers("forward").OfType<IMethodSymbol>().Any(),
            Component.FindAll(type),
            new EquatableArray<PointModel>(points));
    }

    // Invalid insertion points are skipped so that the rest of the layer compiles. The analyzers report them.
    private static PointModel? ReadPoint(INamedTypeSymbol type, ISymbol member, AttributeData attribute, bool isPreNorm)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }]
            || !SyntaxFacts.IsValidIdentifier("After" + Words.ToPascalCase(name)))
            return null;

        var norm = ReadMemberName(type, attribute, "Norm", static norm => norm.Is("TorchSharp.Modules.LayerNorm"));
        var width = ReadMemberName(type, attribute, "Width", static width => width.SpecialType == SpecialType.System_Int32);
        return member switch
        {
            IFieldSymbol field when IsSublayer(field) => new PointModel(
                name, norm, width ?? $"{ToIdentifier(field)}.Width", new SublayerModel(ToIdentifier(field), TakesPass(field.Type)), null),
            IMethodSymbol method when IsPoint(method) =>
                new PointModel(name, norm, width ?? GetWidth(norm, isPreNorm) ?? "0", null, ReadMethod(method)),
            _ => null,
        };
    }

    /// <summary>Returns the member that an argument names, if it exists and has the expected type.</summary>
    private static string? ReadMemberName(
        INamedTypeSymbol type, AttributeData attribute, string argument, Func<ITypeSymbol, bool> isExpected) =>
        attribute.GetNamed<string>(argument) is { } name && FindType(type, name) is { } found && isExpected(found) ? name : null;

    private static bool IsSublayer(IFieldSymbol field) =>
        field is { IsStatic: false, CanBeReferencedByName: true }
        && field.Type.AllInterfaces.Any(implemented => implemented is { Name: "ISublayer", ContainingNamespace.Name: "AdapterKit" });

    private static bool IsPoint(IMethodSymbol method) =>
        method is { IsPartialDefinition: true, IsStatic: false, CanBeReferencedByName: true }
        && method.Parameters is [var sublayer, var residual, var pass]
        && method.ReturnType.Is(Tensor) && sublayer.Type.Is(Tensor) && residual.Type.Is(Tensor) && pass.Type.Is("AdapterKit.AdapterPass")
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);

    private static ITypeSymbol? FindType(INamedTypeSymbol type, string member)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(member).FirstOrDefault() is { } found)
                return (found as IFieldSymbol)?.Type ?? (found as IPropertySymbol)?.Type;
        }

        return null;
    }

    // A norm in front of a sub-layer has the width of the input, which can differ from the width of the output.
    private static string? GetWidth(string? norm, bool isPreNorm) =>
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

    private static PointMethod ReadMethod(IMethodSymbol method)
    {
        var accessibility = SyntaxFacts.GetText(method.DeclaredAccessibility);
        return new PointMethod(
            accessibility + " partial",
            ToIdentifier(method),
            ToIdentifier(method.Parameters[0]),
            ToIdentifier(method.Parameters[1]),
            ToIdentifier(method.Parameters[2]));
    }

    private static string ToIdentifier(ISymbol symbol) => TypeHeader.ToIdentifier(symbol.Name);
}

using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Parses a declared layer. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class LayerParser
{
    public const string Attribute = "AdapterKit.TransformerLayerAttribute";
    private const string Tensor = "TorchSharp.torch.Tensor";
    private const string PointAttribute = "AdapterKit.InsertionPointAttribute";
    private const string Norm = "AdapterKit.INorm";

    public static LayerModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!context.Attributes[0].IsFirstOn(context.TargetNode)
            || !type.CanBeCompleted("AdapterKit.AdaptedLayer")
            || UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Layers) is not null)
            return null;

        var header = TypeHeader.From(type);
        var isPreNorm = context.Attributes[0].GetNamed<int>("Norm") != 0;
        var points = type.GetMembers()
            .Select(member => (Member: member, Attribute: member.FindAttribute(PointAttribute)))
            .Where(found => found.Attribute is not null)
            .Select(found => ReadPoint(type, header, found.Member, found.Attribute!, isPreNorm))
            .OfType<PointModel>()
            .GroupBy(point => point.PascalName)
            .Select(sameName => sameName.First())
            .ToList();
        var fields = points.Where(point => point.Method is null).Select(point => point.Name);
        if (GeneratedMembers.FindConflictsInLayer(type, fields, isPreNorm ? points.Select(point => point.Name) : []).Any())
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new LayerModel(
            header,
            isPreNorm,
            type.GetMembers("forward").IsEmpty,
            Component.FindAll(type),
            new EquatableArray<PointModel>(points));
    }

    // Invalid insertion points are skipped so that the rest of the layer compiles. The analyzers report them.
    private static PointModel? ReadPoint(
        INamedTypeSymbol type, TypeHeader header, ISymbol member, AttributeData attribute, bool isPreNorm)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }]
            || !SyntaxFacts.IsValidIdentifier("After" + Words.ToPascalCase(name)))
            return null;

        var norm = ReadMember(type, header, attribute, "Norm", IsNorm);
        var outputNorm = ReadMember(type, header, attribute, "OutputNorm", IsNorm);
        var width = ReadMember(type, header, attribute, "Width", static width => width.SpecialType == SpecialType.System_Int32);
        return member switch
        {
            IFieldSymbol field when IsSublayer(field) => new PointModel(
                name,
                norm,
                outputNorm,
                width ?? $"{header.Refer(ToIdentifier(field))}.Width",
                new SublayerModel(header.Refer(ToIdentifier(field), "h", "pass"), TakesPass(field.Type)),
                null,
                HasBody: false,
                attribute.GetNamed<string>("Hub")),
            IMethodSymbol method when IsPoint(method) =>
                new PointModel(
                    name,
                    norm,
                    outputNorm,
                    width ?? GetWidth(type, attribute, norm, outputNorm, isPreNorm) ?? "0",
                    null,
                    ReadMethod(method),
                    method.PartialImplementationPart is not null,
                    attribute.GetNamed<string>("Hub")),
            _ => null,
        };
    }

    /// <summary>Returns the member that an argument names, if it exists and has the expected type.</summary>
    private static string? ReadMember(
        INamedTypeSymbol type, TypeHeader header, AttributeData attribute, string argument, Func<ITypeSymbol, bool> isExpected) =>
        attribute.GetNamed<string>(argument) is { } name && FindMember(type, name) is var (member, found) && isExpected(found)
            ? member.IsStatic ? header.ReferStatic(ToIdentifier(member)) : header.Refer(ToIdentifier(member))
            : null;

    private static bool IsSublayer(IFieldSymbol field) =>
        field is { IsStatic: false, CanBeReferencedByName: true }
        && !field.ForbidsUse()
        && field.Type.AllInterfaces.Any(implemented => implemented.IsNamed("AdapterKit.ISublayer"))
        && TakesTensor(field.Type);

    private static bool IsPoint(IMethodSymbol method) =>
        method is { IsPartialDefinition: true, IsStatic: false, CanBeReferencedByName: true, Arity: 0, RefKind: RefKind.None }
        && method.Parameters is [var sublayer, var residual, var pass]
        && IsExactly(method.ReturnType, Tensor) && IsExactly(sublayer.Type, Tensor) && IsExactly(residual.Type, Tensor)
        && IsExactly(pass.Type, "AdapterKit.AdapterPass")
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.IsParams)
        && GetModifiers(method).Any(IsAccessibility)
        && !GetModifiers(method).Any(SyntaxKind.ProtectedKeyword);

    private static bool IsExactly(ITypeSymbol type, string fullName) =>
        type.IsNamed(fullName) && type.NullableAnnotation != NullableAnnotation.Annotated;

    private static SyntaxTokenList GetModifiers(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences[0].GetSyntax() is MethodDeclarationSyntax { Modifiers: var modifiers } ? modifiers : default;

    private static bool IsAccessibility(SyntaxToken modifier) => modifier.Kind()
        is SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PublicKeyword;

    private static (ISymbol Member, ITypeSymbol Type)? FindMember(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                var found = (member as IFieldSymbol)?.Type
                    ?? (member as IPropertySymbol is { GetMethod: not null } property ? property.Type : null);
                if (found is not null && (current == (object)type || member.DeclaredAccessibility != Accessibility.Private))
                    return (member, found);
            }
        }

        return null;
    }

    // A norm in front of a sub-layer has the width of the input, which can differ from the width of the output.
    private static string? GetWidth(
        INamedTypeSymbol type, AttributeData attribute, string? norm, string? outputNorm, bool isPreNorm) =>
        outputNorm is not null ? GetWidth(type, attribute, "OutputNorm", outputNorm)
        : norm is not null && !isPreNorm ? GetWidth(type, attribute, "Norm", norm)
        : null;

    private static string GetWidth(INamedTypeSymbol type, AttributeData attribute, string argument, string norm) =>
        FindMember(type, attribute.GetNamed<string>(argument)!) is var (_, found) && IsLayerNorm(found)
            ? $"(int){norm}.normalized_shape[0]"
            : $"((global::{Norm}){norm}).Width";

    private static bool IsNorm(ITypeSymbol type) => IsLayerNorm(type) || (type.AllInterfaces.Any(implemented => implemented.IsNamed(Norm))
        && FindModule(type) is { TypeArguments: [var input, var output] } && input.IsNamed(Tensor) && output.IsNamed(Tensor));

    private static bool IsLayerNorm(ITypeSymbol type) => type.Is("TorchSharp.Modules.LayerNorm");

    private static bool TakesPass(ITypeSymbol type) => FindModule(type) is { TypeArguments.Length: 3 };

    private static bool TakesTensor(ITypeSymbol type) =>
        FindModule(type) is { TypeArguments: [var input, .., var output] } module
        && input.IsNamed(Tensor) && output.IsNamed(Tensor)
        && (module.Arity == 2 || (module.Arity == 3 && module.TypeArguments[1].IsNamed("AdapterKit.AdapterPass")));

    private static INamedTypeSymbol? FindModule(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol { Name: "Module", Arity: > 0 } module)
                return module;
        }

        return null;
    }

    private static PointMethod ReadMethod(IMethodSymbol method)
    {
        return new PointMethod(
            string.Join(" ", GetModifiers(method).Select(modifier => modifier.Text)),
            ToIdentifier(method),
            ToParameter(method.Parameters[0]),
            ToParameter(method.Parameters[1]),
            ToParameter(method.Parameters[2]));
    }

    // The sign tells it from a framework type of that name.
    private static string ToParameter(IParameterSymbol parameter) =>
        UsedTypes.FullNames.ContainsKey(parameter.Name) ? "@" + parameter.Name : ToIdentifier(parameter);

    private static string ToIdentifier(ISymbol symbol) => TypeHeader.ToIdentifier(symbol.Name);
}

using System.Collections.Generic;
using System.Linq;
using AdapterKit.Generators;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers;

/// <summary>An insertion point that a layer declares.</summary>
internal sealed class LayerPoint(string name, ISymbol member, AttributeData attribute)
{
    private static readonly string[] NormArguments = ["Norm", "OutputNorm"];

    public string Name { get; } = name;

    /// <summary>The field of the sub-layer or the method of the insertion point.</summary>
    public ISymbol Member { get; } = member;

    public AttributeData Attribute { get; } = attribute;

    /// <summary>The method that <c>forward</c> calls at the insertion point.</summary>
    public string Method => Member is IMethodSymbol ? Member.Name : "After" + Words.ToPascalCase(Name);

    /// <summary>The arguments that name its norms.</summary>
    public IEnumerable<(string Argument, string Norm)> Norms
    {
        get
        {
            foreach (var argument in NormArguments)
            {
                if (Attribute.GetName(argument) is { } norm)
                    yield return (argument, norm);
            }
        }
    }

    public static IEnumerable<LayerPoint> FindAll(DeclaredType layer, KnownTypes known)
    {
        foreach (var member in layer.Symbol.GetMembers())
        {
            if (IsDeclaration(member)
                && member.FindAttribute(known.PointAttribute) is { ConstructorArguments: [{ Value: string name }] } attribute)
                yield return new LayerPoint(name, member, attribute);
        }
    }

    /// <summary>Whether a method has the signature of an insertion point and no body.</summary>
    public static bool HasRequiredSignature(IMethodSymbol method, KnownTypes known) =>
        method is { IsPartialDefinition: true, IsStatic: false, IsGenericMethod: false, RefKind: RefKind.None }
        && method.PartialImplementationPart?.IsGenerated() != false
        && HasAccessibility(method)
        && method.Parameters is [var sublayer, var residual, var pass]
        && method.ReturnType.Is(known.Tensor)
        && sublayer.Type.Is(known.Tensor)
        && residual.Type.Is(known.Tensor)
        && pass.Type.Is(known.AdapterPass)
        && method.ReturnType.NullableAnnotation != NullableAnnotation.Annotated
        && method.Parameters.All(parameter =>
            parameter is { RefKind: RefKind.None, IsParams: false, Type.NullableAnnotation: not NullableAnnotation.Annotated });

    // C# requires it of a partial method with a result. A sealed class has nothing protected.
    private static bool HasAccessibility(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { Modifiers: var modifiers }
        && modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PublicKeyword)
        && !modifiers.Any(SyntaxKind.ProtectedKeyword);

    /// <summary>Whether a member is not the generated part of a partial method.</summary>
    private static bool IsDeclaration(ISymbol member) => member is not IMethodSymbol { PartialDefinitionPart: not null };
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a declared model. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class BackboneParser
{
    public const string Attribute = "AdapterKit.BackboneModelAttribute";
    private const string IgnoredKeys = "AdapterKit.IgnoredKeysAttribute";

    public static BackboneModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!context.Attributes[0].IsFirstOn(context.TargetNode)
            || FindModelType(type) is not { } modelType
            || FindConfig(type) is not { } config)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new BackboneModel(
            TypeHeader.From(type, [config]),
            modelType,
            context.Attributes[0].GetNamed<string>("Prefix") ?? "",
            type.FindAttribute(IgnoredKeys)?.ConstructorArguments is [var patterns] ? patterns.GetTexts() : default,
            config.GetFullName(),
            Component.FindAll(type));
    }

    /// <summary>Returns the <c>model_type</c> of a complete declaration; <c>null</c> for any other class.</summary>
    public static string? FindModelType(INamedTypeSymbol type) =>
        type.FindAttribute(Attribute)?.ConstructorArguments is [{ Value: string modelType }]
        && type.Arity == 0
        && !type.RequiresMembers()
        && !GeneratedMembers.FindConflictsInModel(type).Any()
        && type.CanBeCompleted("AdapterKit.PretrainedBackbone")
        && FindConfig(type) is { } config
        && ConfigParser.HasReader(config)
        && WeightsParser.HasMap(type)
        && UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Backbones) is null
            ? modelType
            : null;

    private static ITypeSymbol? FindConfig(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.Parameters is [_, var identity] && identity.Type.IsNamed("AdapterKit.PretrainedIdentity"))
        .Select(constructor => constructor.Parameters[0].Type)
        .FirstOrDefault();
}

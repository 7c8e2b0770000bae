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
            || type.Arity > 0
            || type.RequiresMembers()
            || GeneratedMembers.FindConflictsInModel(type).Any()
            || context.Attributes[0].ConstructorArguments is not [{ Value: string modelType }]
            || !type.CanBeCompleted("AdapterKit.PretrainedBackbone")
            || FindConfig(type) is not { } config
            || !ConfigParser.HasReader(config)
            || !WeightsParser.HasMap(type)
            || UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Backbones) is not null)
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

    private static ITypeSymbol? FindConfig(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.Parameters is [_, var identity] && identity.Type.IsNamed("AdapterKit.PretrainedIdentity"))
        .Select(constructor => constructor.Parameters[0].Type)
        .FirstOrDefault();
}

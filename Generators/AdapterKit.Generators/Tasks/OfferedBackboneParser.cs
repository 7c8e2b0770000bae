using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a backbone that is offered. The result is <c>null</c> for one that cannot be, which the analyzers report.</summary>
internal static class OfferedBackboneParser
{
    public const string Attribute = "AdapterKit.BackboneAttribute";

    public static OfferedBackbone? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        if (!attribute.IsFirstOn(context.TargetNode)
            || attribute.ConstructorArguments is not [{ Value: string id }]
            || BackboneObstacles.Find(type) is not null)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        if (!BackboneObstacles.IsModel(type))
            return new OfferedBackbone(TypeHeader.From(type), id, ModelType: null);

        return BackboneParser.FindModelType(type) is { } modelType ? new OfferedBackbone(TypeHeader.From(type), id, modelType) : null;
    }
}

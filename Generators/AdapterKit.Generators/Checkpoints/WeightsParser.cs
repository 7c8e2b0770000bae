using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a class with <c>[Weight]</c> fields. The result is <c>null</c> for a class that cannot be completed.</summary>
internal static class WeightsParser
{
    public const string Attribute = "AdapterKit.WeightAttribute";
    private const string Parts = "AdapterKit.IWeightParts";

    /// <summary>Parses the class at its first field with a key, and returns <c>null</c> at the others.</summary>
    public static WeightsModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = context.TargetSymbol.ContainingType;
        var fields = FindFields(type).ToList();
        if (!SymbolEqualityComparer.Default.Equals(fields.FirstOrDefault(), context.TargetSymbol) || !CanBeCompleted(type))
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new WeightsModel(TypeHeader.From(type), new EquatableArray<WeightKey>(fields.SelectMany(ReadKeys)));
    }

    /// <summary>Whether a class has a map: one of its own, or a generated one.</summary>
    public static bool HasMap(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol && member.Name.EndsWith("MapWeights", StringComparison.Ordinal))
        || (CanBeCompleted(type) && FindFields(type).Any());

    private static bool CanBeCompleted(INamedTypeSymbol type) =>
        type.CanBeCompleted("TorchSharp.torch.nn.Module")
        && UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Weights) is null;

    private static IEnumerable<IFieldSymbol> FindFields(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IFieldSymbol>()
        .Where(field => field is { IsStatic: false, CanBeReferencedByName: true } && !field.ForbidsUse())
        .Where(field => field.FindAttribute(Attribute) is not null);

    private static IEnumerable<WeightKey> ReadKeys(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes().Where(attribute => attribute.AttributeClass?.IsNamed(Attribute) == true))
        {
            var part = attribute.GetNamed<string>("Part");
            var canHaveKey = part is null
                ? field.Type.Is("TorchSharp.Modules.Parameter") || field.Type.Is("TorchSharp.torch.nn.Module")
                : field.Type.AllInterfaces.Any(implemented => implemented.IsNamed(Parts));
            if (canHaveKey && attribute.ConstructorArguments is [{ Value: string key }])
            {
                yield return new WeightKey(
                    TypeHeader.ToIdentifier(field.Name),
                    key,
                    part,
                    attribute.GetNamed<bool>("Transposed"),
                    attribute.GetNamed<bool>("Optional"),
                    attribute.GetNamed<bool>("Unprefixed"));
            }
        }
    }
}

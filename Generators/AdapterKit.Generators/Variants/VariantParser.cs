using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Reads a declared variant; <c>null</c> where the declaration is not whole, which the analyzers explain.</summary>
internal static class VariantParser
{
    public const string Attribute = "AdapterKit.AdapterVariantAttribute";

    public static VariantModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (context.Attributes[0].ConstructorArguments is not [{ Value: string id }]
            || !type.CanBeCompleted("AdapterKit.ResidualAdapter")
            || OptionsOf(type) is not { } options)
            return null;

        var bottleneck = BottleneckOf(type);
        if (UsedTypes.TakenIn(type.ContainingNamespace, bottleneck is null ? UsedTypes.Variants : UsedTypes.Bottlenecks) is not null)
            return null;

        cancellation.ThrowIfCancellationRequested();
        var components = Component.Of(type);
        cancellation.ThrowIfCancellationRequested();
        return new VariantModel(TypeHeader.Of(type), id, options.FullName(), Option.Of(options), components, bottleneck, bottleneck is not null || HasDelta(type));
    }

    private static ITypeSymbol? OptionsOf(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.Parameters is [var shape, var options]
            && shape.Type.IsNamed("AdapterKit.AdapterShape")
            && options.Type.Is("AdapterKit.VariantOptions"))
        .Select(constructor => constructor.Parameters[1].Type)
        .FirstOrDefault(options => options.StartsWithoutArguments());

    private static bool HasDelta(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Delta").Any(member => !member.IsAbstract))
                return true;
        }

        return false;
    }

    private static BottleneckModel? BottleneckOf(INamedTypeSymbol type)
    {
        if (type.GetMembers("Delta").Length > 0)
            return null;

        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList();
        var down = fields.FirstOrDefault(field => field.Attribute("AdapterKit.DownAttribute") is not null);
        var up = fields.FirstOrDefault(field => field.Attribute("AdapterKit.UpAttribute") is not null);
        return down?.Type.Is("TorchSharp.Modules.Linear") != true || up?.Type.Is("TorchSharp.Modules.Linear") != true
            ? null
            : new BottleneckModel(Name(down), Name(up), FieldOf("AdapterKit.Activation"), FieldOf("AdapterKit.Scaling"));

        string? FieldOf(string fullName) =>
            fields.FirstOrDefault(field => field.Type.Is(fullName)) is { } field ? Name(field) : null;

        static string Name(IFieldSymbol field) => TypeHeader.Identifier(field.Name);
    }
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a declared variant. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class VariantParser
{
    public const string Attribute = "AdapterKit.AdapterVariantAttribute";
    private const string ProjectionAdapter = "AdapterKit.ProjectionAdapter";

    public static VariantModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (context.Attributes[0].ConstructorArguments is not [{ Value: string id }]
            || !(type.CanBeCompleted("AdapterKit.ResidualAdapter") || type.CanBeCompleted(ProjectionAdapter))
            || FindOptions(type) is not { } options)
            return null;

        var bottleneck = FindBottleneck(type);
        if (UsedTypes.FindTaken(type.ContainingNamespace, bottleneck is null ? UsedTypes.Variants : UsedTypes.Bottlenecks) is not null)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        var components = Component.FindAll(type);
        cancellationToken.ThrowIfCancellationRequested();
        return new VariantModel(
            TypeHeader.From(type),
            id,
            options.GetFullName(),
            Option.FindAll(options),
            components,
            bottleneck,
            bottleneck is not null || HasComputation(type),
            type.Is(ProjectionAdapter));
    }

    private static ITypeSymbol? FindOptions(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.Parameters is [var shape, var options]
            && shape.Type.IsNamed("AdapterKit.AdapterShape")
            && options.Type.Is("AdapterKit.VariantOptions"))
        .Select(constructor => constructor.Parameters[1].Type)
        .FirstOrDefault(options => options.HasParameterlessConstructor());

    /// <summary>Whether a type is the base class of a variant's kind, or derives from one.</summary>
    public static bool IsAdapter(ITypeSymbol type) => type.Is("AdapterKit.ResidualAdapter") || type.Is(ProjectionAdapter);

    private static string GetComputation(INamedTypeSymbol type) => type.Is(ProjectionAdapter) ? "Apply" : "Delta";

    private static bool HasComputation(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(GetComputation(type)).Any(member => !member.IsAbstract))
                return true;
        }

        return false;
    }

    private static BottleneckModel? FindBottleneck(INamedTypeSymbol type)
    {
        if (type.GetMembers(GetComputation(type)).Length > 0)
            return null;

        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList();
        var down = fields.FirstOrDefault(field => field.FindAttribute("AdapterKit.DownAttribute") is not null);
        var up = fields.FirstOrDefault(field => field.FindAttribute("AdapterKit.UpAttribute") is not null);
        return down?.Type.Is("TorchSharp.Modules.Linear") != true || up?.Type.Is("TorchSharp.Modules.Linear") != true
            ? null
            : new BottleneckModel(Name(down), Name(up), FieldOf("AdapterKit.Activation"), FieldOf("AdapterKit.Scaling"));

        string? FieldOf(string fullName) =>
            fields.FirstOrDefault(field => field.Type.Is(fullName)) is { } field ? Name(field) : null;

        static string Name(IFieldSymbol field) => TypeHeader.ToIdentifier(field.Name);
    }
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Reads a declared task; <c>null</c> where the declaration is not whole, which the analyzers explain.</summary>
internal static class TaskParser
{
    public const string Attribute = "AdapterKit.TaskAdapterAttribute";

    public static TaskModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        var fused = type.Attribute("AdapterKit.FuseAttribute")?.ConstructorArguments is [var members] ? members.Texts() : default;
        var variant = fused.Count > 0 ? null : VariantOf(type);
        if (attribute.ConstructorArguments is not [{ Value: string id }]
            || !type.CanBeCompleted("AdapterKit.TaskAdapter")
            || HasConstructor(type)
            || UsedTypes.TakenIn(type.ContainingNamespace, UsedTypes.Plugins.Concat(fused.Count > 0 ? UsedTypes.Fusions : UsedTypes.Tasks)) is not null
            || (variant is null && fused.Count == 0))
            return null;

        cancellation.ThrowIfCancellationRequested();
        return new TaskModel(
            TypeHeader.Of(type),
            id,
            attribute.Named<string>("Backbone") ?? "",
            type.Attribute("AdapterKit.LabelsAttribute")?.ConstructorArguments is [var labels] ? labels.Texts() : default,
            variant?.FullName(),
            fused,
            OptionsOf(type, variant is null ? "AdapterKit.FusionOptions" : "AdapterKit.VariantOptions"),
            PlacementOf(type.Attribute("AdapterKit.PlacementAttribute")),
            new EquatableArray<DropModel>(
                from drop in type.GetAttributes()
                where drop.AttributeClass?.IsNamed("AdapterKit.AdapterDropAttribute") == true
                where drop.ConstructorArguments is [{ Value: string }]
                select new DropModel((string)drop.ConstructorArguments[0].Value!, drop.Named<string>("Point"))));
    }

    /// <summary>Whether the class has a constructor that the generated one cannot stand beside.</summary>
    private static bool HasConstructor(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax)
        || (constructor.Parameters is [var backbone, var config]
            && backbone.Type.Is("AdapterKit.Backbone")
            && config.Type.Is("AdapterKit.AdapterConfig")));

    private static string? OptionsOf(INamedTypeSymbol type, string optionsType) => type.GetMembers().FirstOrDefault(member =>
        member.IsStatic
        && member.Attribute("AdapterKit.OptionsAttribute") is not null
        && ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)?.Is(optionsType) == true)?.Name;

    private static ITypeSymbol? VariantOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeArguments.FirstOrDefault(argument => argument.Is("AdapterKit.ResidualAdapter")) is { } variant)
                return variant;
        }

        return null;
    }

    private static PlacementModel? PlacementOf(AttributeData? attribute)
    {
        if (attribute?.ConstructorArguments is not [{ Type: INamedTypeSymbol placements, Value: int value }])
            return null;

        var name = placements.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is int number && number == value)?.Name;
        var points = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Points").Value;
        var tuneNorms = attribute.NamedArguments.All(argument => argument.Key != "TuneNorms") || attribute.Named<bool>("TuneNorms");
        return name is null ? null : new PlacementModel(name, points.Texts(), tuneNorms);
    }
}

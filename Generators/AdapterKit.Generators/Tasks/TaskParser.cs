using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Reads a declared task; <c>null</c> where the declaration is not whole, which the analyzers explain.</summary>
internal static class TaskParser
{
    public const string Attribute = "AdapterKit.TaskAdapterAttribute";

    public static TaskModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        var variant = VariantOf(type);
        var fused = type.Attribute("AdapterKit.FuseAttribute")?.ConstructorArguments is [var members] ? members.Texts() : default;
        if (attribute.ConstructorArguments is not [{ Value: string id }] || (variant is null && fused.Count == 0))
            return null;

        cancellation.ThrowIfCancellationRequested();
        return new TaskModel(
            TypeHeader.Of(type),
            id,
            attribute.Named<string>("Backbone") ?? "",
            type.Attribute("AdapterKit.LabelsAttribute")?.ConstructorArguments is [var labels] ? labels.Texts() : default,
            fused.Count > 0 ? null : variant!.FullName(),
            fused,
            type.GetMembers().FirstOrDefault(member => member.Attribute("AdapterKit.OptionsAttribute") is not null)?.Name,
            PlacementOf(type.Attribute("AdapterKit.PlacementAttribute")),
            new EquatableArray<DropModel>(
                from drop in type.GetAttributes()
                where drop.AttributeClass?.IsNamed("AdapterKit.AdapterDropAttribute") == true
                select new DropModel(drop.ConstructorArguments[0].Value as string ?? "", drop.Named<string>("Point"))));
    }

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

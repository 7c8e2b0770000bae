using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Parses a declared task. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class TaskParser
{
    public const string Attribute = "AdapterKit.TaskAdapterAttribute";

    public static TaskModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        var fused = type.FindAttribute("AdapterKit.FuseAttribute")?.ConstructorArguments is [var members] ? members.GetTexts() : default;
        var variant = fused.Count > 0 ? null : FindVariant(type);
        var usedTypes = UsedTypes.Plugins.Concat(UsedTypes.PluginTypes).Concat(fused.Count > 0 ? UsedTypes.Fusions : UsedTypes.Tasks);
        if (!attribute.IsFirstOn(context.TargetNode)
            || attribute.ConstructorArguments is not [{ Value: string id }]
            || type.Arity > 0
            || !type.CanBeCompleted("AdapterKit.TaskAdapter")
            || HasConstructor(type)
            || type.RequiresMembers()
            || GeneratedMembers.FindConflictsInTask(type, fused.Count > 0).Any()
            || UsedTypes.FindTaken(type.ContainingNamespace, usedTypes) is not null
            || (variant is null && fused.Count == 0))
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new TaskModel(
            TypeHeader.From(type, [variant]),
            id,
            attribute.GetNamed<string>("Backbone") ?? "",
            type.FindAttribute("AdapterKit.LabelsAttribute")?.ConstructorArguments is [var labels] ? labels.GetTexts() : default,
            FindKind(type)?.GetFullName(),
            CanBeListed(type),
            variant is null ? null : WriteVariant(variant),
            fused,
            FindOptions(type, variant is null ? "AdapterKit.FusionOptions" : "AdapterKit.VariantOptions") is { } options
                ? TypeHeader.ToIdentifier(options)
                : null,
            ReadPlacement(type.FindAttribute("AdapterKit.PlacementAttribute")),
            new EquatableArray<DropModel>(
                from drop in type.GetAttributes()
                where drop.AttributeClass?.IsNamed("AdapterKit.AdapterDropAttribute") == true
                where drop.ConstructorArguments is [{ Value: string }]
                select new DropModel((string)drop.ConstructorArguments[0].Value!, drop.GetNamed<string>("Point"))));
    }

    /// <summary>Whether the class has a constructor that conflicts with the generated one.</summary>
    private static bool HasConstructor(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax)
        || (constructor.Parameters is [var backbone, var config]
            && backbone.Type.Is("AdapterKit.Backbone")
            && config.Type.Is("AdapterKit.AdapterConfig")));

    // The analyzers report a class that is no variant.
    private static string WriteVariant(ITypeSymbol variant) =>
        VariantParser.IsVariant(variant) && !variant.ForbidsUse()
            ? $"{variant.GetFullName()}.Variant"
            : "global::AdapterKit.AdapterVariant.None";

    /// <summary>Whether the entry point of the assembly can refer to the class.</summary>
    private static bool CanBeListed(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0
                || current.ForbidsUse()
                || current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    private static string? FindOptions(INamedTypeSymbol type, string optionsType) => type.GetMembers().FirstOrDefault(member =>
        member.IsStatic
        && member.FindAttribute("AdapterKit.OptionsAttribute") is not null
        && ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)?.Is(optionsType) == true)?.Name;

    private static ITypeSymbol? FindVariant(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeArguments.FirstOrDefault(VariantParser.IsAdapter) is { } variant)
                return variant;
        }

        return null;
    }

    private static INamedTypeSymbol? FindKind(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Kind").OfType<IPropertySymbol>().Any(kind =>
                kind is { IsStatic: true, DeclaredAccessibility: not Accessibility.Private } && kind.Type.Is("AdapterKit.TaskKind")))
                return current;
        }

        return null;
    }

    private static PlacementModel? ReadPlacement(AttributeData? attribute)
    {
        if (attribute?.ConstructorArguments is not [{ Type: INamedTypeSymbol placements, Value: int value }])
            return null;

        var name = placements.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.ConstantValue is int number && number == value)?.Name;
        var points = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Points").Value;
        var tuneNorms = attribute.NamedArguments.All(argument => argument.Key != "TuneNorms") || attribute.GetNamed<bool>("TuneNorms");
        return name is null ? null : new PlacementModel(name, points.GetTexts(), tuneNorms);
    }
}

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
        var adapters = fused.Count > 0 || variant is not null ? [] : type.GetAttributes().Where(IsAdapter).ToList();
        var usedTypes = UsedTypes.Plugins.Concat(UsedTypes.PluginTypes).Concat(
            fused.Count > 0 ? UsedTypes.Fusions : adapters.Count > 0 ? UsedTypes.Unions : UsedTypes.Tasks);
        if (!attribute.IsFirstOn(context.TargetNode)
            || attribute.ConstructorArguments is not [{ Value: string id }]
            || type.Arity > 0
            || !type.CanBeCompleted("AdapterKit.TaskAdapter")
            || HasConstructor(type)
            || type.RequiresMembers()
            || GeneratedMembers.FindConflictsInTask(type, fused.Count > 0).Any()
            || UsedTypes.FindTaken(type.ContainingNamespace, usedTypes) is not null
            || (variant is null && fused.Count == 0 && adapters.Count == 0))
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new TaskModel(
            TypeHeader.From(type, [variant, .. adapters.Select(GetVariant)]),
            id,
            attribute.GetNamed<string>("Backbone") ?? "",
            type.FindAttribute("AdapterKit.LabelsAttribute")?.ConstructorArguments is [var labels] ? labels.GetTexts() : default,
            FindKind(type)?.GetFullName(),
            CanBeListed(type),
            variant is null ? null : WriteVariant(variant),
            new EquatableArray<AdapterModel>(adapters.Select(adapter => ReadAdapter(type, adapter))),
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
        member.FindAttribute("AdapterKit.OptionsAttribute") is not null && IsStaticOf(member, optionsType))?.Name;

    // The analyzers report another member.
    private static string? FindMember(INamedTypeSymbol type, string? options) => options is null
        ? null
        : type.GetMembers(options).FirstOrDefault(member => IsStaticOf(member, "AdapterKit.VariantOptions"))?.Name;

    private static bool IsStaticOf(ISymbol member, string type) =>
        member.IsStatic && ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)?.Is(type) == true;

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

    private static bool IsAdapter(AttributeData attribute) =>
        attribute.AttributeClass is { Arity: 1 } type
        && type.IsNamed("AdapterKit.AdapterAttribute")
        && VariantParser.IsAdapter(type.TypeArguments[0]);

    private static ITypeSymbol GetVariant(AttributeData adapter) => adapter.AttributeClass!.TypeArguments[0];

    private static AdapterModel ReadAdapter(INamedTypeSymbol type, AttributeData adapter) => new(
        WriteVariant(GetVariant(adapter)),
        FindMember(type, adapter.GetNamed<string>("Options")) is { } options ? TypeHeader.ToIdentifier(options) : null,
        adapter.NamedArguments.FirstOrDefault(argument => argument.Key == "Placement").Value is { IsNull: false } placement
            ? FindName(placement)
            : null,
        adapter.NamedArguments.FirstOrDefault(argument => argument.Key == "On").Value.GetTexts(),
        adapter.NamedArguments.All(argument => argument.Key != "TuneNorms") || adapter.GetNamed<bool>("TuneNorms"),
        adapter.GetNamed<string>("Drop"));

    private static string? FindName(TypedConstant value) =>
        (value.Type as INamedTypeSymbol)?.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.ConstantValue is int number && value.Value is int wanted && number == wanted)?.Name;

    private static PlacementModel? ReadPlacement(AttributeData? attribute)
    {
        if (attribute?.ConstructorArguments is not [var placement])
            return null;

        var name = FindName(placement);
        var points = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Points").Value;
        var tuneNorms = attribute.NamedArguments.All(argument => argument.Key != "TuneNorms") || attribute.GetNamed<bool>("TuneNorms");
        return name is null ? null : new PlacementModel(name, points.GetTexts(), tuneNorms);
    }
}

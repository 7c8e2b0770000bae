using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a declared variant. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class VariantParser
{
    public const string Attribute = "AdapterKit.AdapterVariantAttribute";
    private const string ProjectionAdapter = "AdapterKit.ProjectionAdapter";
    private static readonly string[] Bases =
        ["AdapterKit.ResidualAdapter", ProjectionAdapter, "AdapterKit.MemoryAdapter", "AdapterKit.EntryAdapter"];
    private const string NoOptions = "global::AdapterKit.NoOptions";

    public static VariantModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!context.Attributes[0].IsFirstOn(context.TargetNode)
            || context.Attributes[0].ConstructorArguments is not [{ Value: string id }]
            || !CanBeCompleted(type))
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        var constructor = FindConstructor(type);
        var options = constructor?.Parameters is [_, { Type: var taken }, ..] ? taken : null;
        var module = constructor?.Parameters is [_, _, { Type: var third }] ? third : null;
        var shared = module is null ? null : SharedParser.Find(module, options);
        return new VariantModel(
            TypeHeader.From(type, [options, module, .. GetEnums(options)]),
            id,
            ReadOptions(type, constructor, shared),
            Component.FindAll(type),
            FindBottleneck(type),
            type.Is(ProjectionAdapter),
            shared);
    }

    /// <summary>Whether a class is a variant: declared here and complete, or compiled in another assembly.</summary>
    public static bool IsVariant(ITypeSymbol type) =>
        type.AllInterfaces.Any(implemented => implemented.IsNamed("AdapterKit.IAdapterVariant"))
        || (type is INamedTypeSymbol named && type.FindAttribute(Attribute) is not null && CanBeCompleted(named));

    private static bool CanBeCompleted(INamedTypeSymbol type)
    {
        if (type.Arity > 0 || !Bases.Any(type.CanBeCompleted))
            return false;

        var isBottleneck = FindBottleneck(type) is not null;
        var initializes = type.GetMembers().Any(member => member is IFieldSymbol && Initializer.Find(member) is not null);
        return UsedTypes.FindTaken(type.ContainingNamespace, isBottleneck ? UsedTypes.Bottlenecks : UsedTypes.Variants) is null
            && !GeneratedMembers.FindConflictsInVariant(type, isBottleneck, initializes).Any();
    }

    /// <summary>Whether a type is a base class of variants, or derives from one.</summary>
    public static bool IsAdapter(ITypeSymbol type) => Bases.Any(type.Is);

    private static string GetComputation(INamedTypeSymbol type) => type.Is(ProjectionAdapter) ? "Apply" : "Delta";

    private static OptionsModel? ReadOptions(INamedTypeSymbol type, IMethodSymbol? constructor, SharedUse? shared) =>
        type.RequiresMembers() ? null : constructor?.Parameters switch
        {
            [_] => new OptionsModel(NoOptions, AreTaken: false, default),
            [_, { Type: var options }] => new OptionsModel(options.GetFullName(), AreTaken: true, Option.FindAll(options)),
            [_, { Type: var options }, _] when shared is not null =>
                new OptionsModel(options.GetFullName(), AreTaken: true, Option.FindAll(options)),
            _ => null,
        };

    // The one with most parameters: a variant may have others for its own use.
    private static IMethodSymbol? FindConstructor(INamedTypeSymbol type) => FindConstructors(type)
        .Where(constructor => constructor.Parameters switch
        {
            [_] => true,
            [_, { Type: var options }] => IsOptions(options),
            [_, { Type: var options }, { Type: var shared }] => IsOptions(options) && shared.Is(SharedParser.Base),
            _ => false,
        })
        .OrderByDescending(constructor => constructor.Parameters.Length)
        .FirstOrDefault();

    private static bool IsOptions(ITypeSymbol type) => type.Is("AdapterKit.VariantOptions") && type.HasParameterlessConstructor();

    private static IEnumerable<IMethodSymbol> FindConstructors(INamedTypeSymbol type) => type.InstanceConstructors.Where(constructor =>
        constructor.Parameters is [{ Type: var shape }, ..]
        && shape.IsNamed("AdapterKit.AdapterShape")
        && constructor.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
        && !constructor.ForbidsUse());

    private static IEnumerable<ITypeSymbol> GetEnums(ITypeSymbol? options)
    {
        for (var current = options; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>().Where(one => one.Type.TypeKind == TypeKind.Enum))
                yield return property.Type;
        }
    }

    private static BottleneckModel? FindBottleneck(INamedTypeSymbol type)
    {
        if (type.GetMembers(GetComputation(type)).Length > 0)
            return null;

        var fields = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field is { IsStatic: false, CanBeReferencedByName: true })
            .ToList();
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

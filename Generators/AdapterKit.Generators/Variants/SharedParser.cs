using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a declared shared module. The result is <c>null</c> for an incomplete declaration, which the analyzers report.</summary>
internal static class SharedParser
{
    public const string Attribute = "AdapterKit.SharedModuleAttribute";
    public const string Base = "AdapterKit.SharedModule";

    public static SharedModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!context.Attributes[0].IsFirstOn(context.TargetNode)
            || type.Arity > 0
            || !type.CanBeCompleted(Base)
            || UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.SharedModules) is not null
            || GeneratedMembers.FindConflictsInShared(type, Initializes(type)).Any())
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return new SharedModel(TypeHeader.From(type), Component.FindAll(type));
    }

    /// <summary>Describes how generated code creates a shared module; <c>null</c> if it cannot.</summary>
    /// <param name="type">The type that the constructor of a variant takes.</param>
    /// <param name="options">The options of the variant.</param>
    public static SharedUse? Find(ITypeSymbol type, ITypeSymbol? options)
    {
        if (type is not INamedTypeSymbol { IsAbstract: false } named || !named.Is(Base) || named.RequiresMembers())
            return null;

        var constructors = named.InstanceConstructors.Where(constructor =>
            constructor.Parameters is [{ Type: var shape }, ..]
            && shape.IsNamed("AdapterKit.SharedShape")
            && constructor.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
            && !constructor.ForbidsUse()).ToList();
        if (constructors.Any(constructor => constructor.Parameters is [_, { Type: var own }]
            && SymbolEqualityComparer.Default.Equals(own, options)))
            return new SharedUse(named.GetFullName(), TakesOptions: true);

        return constructors.Any(constructor => constructor.Parameters.Length == 1)
            ? new SharedUse(named.GetFullName(), TakesOptions: false)
            : null;
    }

    private static bool Initializes(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IFieldSymbol && Initializer.Find(member) is not null);
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>The types that generated code calls by their last names. The analyzers read this, too.</summary>
internal static class UsedTypes
{
    /// <summary>In every class with components.</summary>
    public static readonly IReadOnlyList<string> Components =
    [
        "AdapterKit.Components",
        "TorchSharp.torch.Device",
        "TorchSharp.torch.ScalarType",
    ];

    /// <summary>In every variant.</summary>
    public static readonly IReadOnlyList<string> Variants = Sorted(
    [
        "AdapterKit.AdapterVariant",
        "AdapterKit.IAdapterVariant",
        "AdapterKit.Initialize",
        "AdapterKit.OptionsReader",
        "AdapterKit.OptionsWriter",
        "AdapterKit.VariantOptions",
        "TorchSharp.torch.Tensor",
        .. Components,
    ]);

    /// <summary>In a variant that declares a bottleneck.</summary>
    public static readonly IReadOnlyList<string> Bottlenecks = Sorted(
    [
        "AdapterKit.Activation",
        "AdapterKit.ActivationFunctions",
        "AdapterKit.IBottleneck",
        "AdapterKit.Scaling",
        "TorchSharp.Modules.Linear",
        .. Variants,
    ]);

    /// <summary>In every layer.</summary>
    public static readonly IReadOnlyList<string> Layers = Sorted(
    [
        "AdapterKit.AdapterPass",
        "AdapterKit.DropSet",
        "AdapterKit.InsertionPoint",
        "AdapterKit.LayerSet",
        "AdapterKit.NormPlacement",
        "TorchSharp.torch.Tensor",
        .. Components,
    ]);

    /// <summary>In every task.</summary>
    public static readonly IReadOnlyList<string> Tasks =
    [
        "AdapterKit.AdapterConfig",
        "AdapterKit.AdapterPlacement",
        "AdapterKit.Backbone",
        "AdapterKit.DropSet",
        "AdapterKit.LayerSet",
        "AdapterKit.TaskDeclaration",
    ];

    /// <summary>In a task that mixes others.</summary>
    public static readonly IReadOnlyList<string> Fusions =
    [
        .. Tasks,
        "AdapterKit.FusionConfig",
        "AdapterKit.MemberAttention",
        "AdapterKit.Setup",
        "AdapterKit.TokenBatch",
    ];

    /// <summary>In the entry point of a plugin.</summary>
    public static readonly IReadOnlyList<string> Plugins = ["AdapterKit.ITaskPlugin", "AdapterKit.TaskDeclaration"];

    /// <summary>The first of these names that a namespace gives to a type of its own: C# forbids the alias there.</summary>
    public static string? TakenIn(Microsoft.CodeAnalysis.INamespaceSymbol scope, IEnumerable<string> used) => used
        .Where(type => scope.GetTypeMembers(LastName(type), arity: 0) is [var own, ..] && own.ToDisplayString() != type)
        .Select(LastName)
        .FirstOrDefault();

    private static string LastName(string type) => type.Substring(type.LastIndexOf('.') + 1);

    private static IReadOnlyList<string> Sorted(IEnumerable<string> types) => [.. types.OrderBy(type => type, StringComparer.Ordinal)];
}

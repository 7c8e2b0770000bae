using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>The types that generated code refers to by short name. The analyzers use this file, too.</summary>
internal static class UsedTypes
{
    /// <summary>Used in every class with components.</summary>
    public static readonly IReadOnlyList<string> Components =
    [
        "AdapterKit.Components",
        "TorchSharp.torch.Device",
        "TorchSharp.torch.ScalarType",
    ];

    /// <summary>Used in every variant.</summary>
    public static readonly IReadOnlyList<string> Variants = Sort(
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

    /// <summary>Used in every shared module.</summary>
    public static readonly IReadOnlyList<string> SharedModules = Sort(
    [
        "AdapterKit.Initialize",
        "AdapterKit.PublishedName",
        .. Components,
    ]);

    /// <summary>Used in a variant that declares a bottleneck.</summary>
    public static readonly IReadOnlyList<string> Bottlenecks = Sort(
    [
        "AdapterKit.Activation",
        "AdapterKit.ActivationFunctions",
        "AdapterKit.IBottleneck",
        "AdapterKit.Scaling",
        "TorchSharp.Modules.Linear",
        .. Variants,
    ]);

    /// <summary>Used in every layer.</summary>
    public static readonly IReadOnlyList<string> Layers = Sort(
    [
        "AdapterKit.AdapterPass",
        "AdapterKit.DropSet",
        "AdapterKit.InsertionPoint",
        "AdapterKit.LayerSet",
        "AdapterKit.NormPlacement",
        "TorchSharp.torch.Tensor",
        .. Components,
    ]);

    /// <summary>Used in every task.</summary>
    public static readonly IReadOnlyList<string> Tasks =
    [
        "AdapterKit.AdapterConfig",
        "AdapterKit.AdapterPlacement",
        "AdapterKit.Backbone",
        "AdapterKit.DropSet",
        "AdapterKit.LayerSet",
        "AdapterKit.TaskDeclaration",
    ];

    /// <summary>Used in a task that declares its adapters by attributes.</summary>
    public static readonly IReadOnlyList<string> Unions = Sort([.. Tasks, "AdapterKit.AdapterSet"]);

    /// <summary>Used in a task that fuses other tasks.</summary>
    public static readonly IReadOnlyList<string> Fusions =
    [
        .. Tasks,
        "AdapterKit.FusionConfig",
        "AdapterKit.MemberAttention",
        "AdapterKit.Setup",
        "AdapterKit.TokenBatch",
    ];

    /// <summary>Used in the map of a module's weights.</summary>
    public static readonly IReadOnlyList<string> Weights =
    [
        "AdapterKit.IMappedWeights",
        "AdapterKit.WeightForm",
        "AdapterKit.WeightMap",
    ];

    /// <summary>Used in the reader of a configuration.</summary>
    public static readonly IReadOnlyList<string> Configs = ["AdapterKit.ConfigReader"];

    /// <summary>Used in every declared model.</summary>
    public static readonly IReadOnlyList<string> Backbones = Sort(
    [
        "AdapterKit.ConfigReader",
        "AdapterKit.PretrainedIdentity",
        .. Components,
    ]);

    /// <summary>Used in the entry point of a plugin.</summary>
    public static readonly IReadOnlyList<string> Plugins = ["AdapterKit.ITaskPlugin", "AdapterKit.TaskDeclaration"];

    /// <summary>Declared beside the tasks of an assembly.</summary>
    public static readonly IReadOnlyList<string> PluginTypes = ["AdapterKit.Generated.TaskPlugin", "AdapterKit.Generated.TaskServices"];

    /// <summary>The full names of all these types by their short names.</summary>
    public static readonly IReadOnlyDictionary<string, string> FullNames =
        new[] { Bottlenecks, SharedModules, Layers, Unions, Fusions, Weights, Configs, Backbones, Plugins }
            .SelectMany(types => types)
            .Distinct()
            .ToDictionary(GetLastName);

    /// <summary>Returns the first of these names that the namespace gives to a type of its own, which forbids an alias.</summary>
    public static string? FindTaken(Microsoft.CodeAnalysis.INamespaceSymbol scope, IEnumerable<string> used) => used
        .Where(type => scope.GetTypeMembers(GetLastName(type), arity: 0) is [var own, ..]
            && own.ToDisplayString() != type
            && !own.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute"))
        .Select(GetLastName)
        .FirstOrDefault();

    public static string GetLastName(string type) => type.Substring(type.LastIndexOf('.') + 1);

    private static IReadOnlyList<string> Sort(IEnumerable<string> types) => [.. types.OrderBy(type => type, StringComparer.Ordinal)];
}

namespace AdapterKit.Analyzers;

/// <summary>The diagnostics for keys in checkpoints and configurations.</summary>
internal static class CheckpointDescriptors
{
    public static readonly DiagnosticDescriptor MissingKey = new(
        "AK0501",
        "A component beside declared keys should have a key",
        "'{0}' has no [Weight], so this {1} would keep its random weights when a checkpoint is loaded",
        Category.Checkpoints,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0501"));

    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "AK0502",
        "A weight must have one key, and a key one weight",
        "'{0}' cannot be a key of '{1}': {2}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0502"));

    public static readonly DiagnosticDescriptor WrongPart = new(
        "AK0503",
        "The part of a key must exist",
        "'{0}' has {1}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0503"));

    public static readonly DiagnosticDescriptor MissingPart = new(
        "AK0504",
        "Every part of a sub-layer should have a key",
        "'{0}' has no key for {1}, which would keep random weights when a checkpoint is loaded",
        Category.Checkpoints,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0504"));

    public static readonly DiagnosticDescriptor LayerNumber = new(
        "AK0505",
        "The key of a stack must contain {i}, and no other key may",
        "The key '{0}' of '{1}' must {2}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0505"));

    public static readonly DiagnosticDescriptor WithoutEffect = new(
        "AK0506",
        "A declared key must lead to a weight",
        "[Weight(\"{0}\")] on '{1}' leads to no weight: {2}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0506"));

    public static readonly DiagnosticDescriptor UnreadableConfig = new(
        "AK0507",
        "A declared configuration must be readable",
        "'{0}' cannot be read from config.json: {1}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0507"));

    public static readonly DiagnosticDescriptor PropertyWithoutKey = new(
        "AK0508",
        "A property of a configuration should have a key",
        "'{0}' has no [ConfigKey], so it keeps its initial value whatever config.json says",
        Category.Checkpoints,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0508"));

    public static readonly DiagnosticDescriptor DuplicateConfigKey = new(
        "AK0509",
        "A configuration should read each key once",
        "'{0}' is the key of '{1}' and of '{2}'; one of them is probably misspelled",
        Category.Checkpoints,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0509"));

    public static readonly DiagnosticDescriptor WrongModelConstructor = new(
        "AK0510",
        "A model must have a constructor that takes a configuration and an identity",
        "'{0}' must have a constructor with the parameters (configuration, PretrainedIdentity){1}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0510"));

    public static readonly DiagnosticDescriptor WrongPrefix = new(
        "AK0511",
        "The prefix of a model must end with a dot",
        "No key begins with '{0}' and the keys of '{1}'; change the prefix to '{2}'",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0511"));

    public static readonly DiagnosticDescriptor BackboneNotLoadable = new(
        "AK0512",
        "A host must be able to load a backbone that is offered",
        "'{0}' cannot be offered with [Backbone]: {1}",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0512"));

    public static readonly DiagnosticDescriptor DuplicateBackboneId = new(
        "AK0513",
        "The ids of backbones must be unique",
        "Backbone id '{0}' is used by both '{1}' and '{2}'; give each its own",
        Category.Checkpoints,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0513"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);
}

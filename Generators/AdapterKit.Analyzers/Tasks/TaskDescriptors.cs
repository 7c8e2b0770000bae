namespace AdapterKit.Analyzers;

/// <summary>The diagnostics of task adapters.</summary>
internal static class TaskDescriptors
{
    public static readonly DiagnosticDescriptor LabelsMissing = new(
        "AK0301",
        "A classification task has labels",
        "'{0}' has no [Labels]: name at least two, in the order of the head's outputs",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0301"));

    public static readonly DiagnosticDescriptor TooFewLabels = new(
        "AK0302",
        "A task has at least two labels",
        "'{0}' has fewer than two labels: there would be nothing to decide",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0302"));

    public static readonly DiagnosticDescriptor RepeatedLabel = new(
        "AK0303",
        "A task's labels differ",
        "Label '{0}' is there already",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0303"));

    public static readonly DiagnosticDescriptor EmptyLabel = new(
        "AK0304",
        "A task's labels have names",
        "A label of '{0}' is empty: give it a name",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0304"));

    public static readonly DiagnosticDescriptor DuplicateTaskId = new(
        "AK0305",
        "An assembly's tasks have different ids",
        "Task id '{0}' of '{1}' is taken by '{2}': a host could load only one of them",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0305"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NoBackbone = new(
        "AK0306",
        "A task names its backbone",
        "'{0}' names no backbone, and no host could load it: add Backbone = UseLite.Id, or the id of another",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0306"));

    public static readonly DiagnosticDescriptor MalformedDrop = new(
        "AK0307",
        "A set of layers is well-formed",
        "'{0}' is no set of layers: write single layers and ranges from low to high, such as \"0..4,7\"{1}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0307"));

    public static readonly DiagnosticDescriptor DropBeyondLayers = new(
        "AK0308",
        "A dropped layer exists",
        "Layer {0} does not exist: backbone '{1}' has layers 0 to {2}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0308"));

    public static readonly DiagnosticDescriptor UnknownPoint = new(
        "AK0309",
        "A named insertion point exists",
        "Backbone '{0}' has no insertion point '{1}'{2} It has: {3}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0309"));

    public static readonly DiagnosticDescriptor DropTwice = new(
        "AK0310",
        "The layers left out at a point are one set",
        "'{0}' gives the layers to leave out {1} twice: write them as one set",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0310"));

    public static readonly DiagnosticDescriptor OptionsNotStatic = new(
        "AK0311",
        "A task's options are static",
        "'{0}' must be static: options are read before there is a task",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0311"));

    public static readonly DiagnosticDescriptor WrongOptions = new(
        "AK0312",
        "A task's options are those that it takes",
        "'{0}' is of type {1}, and {2} takes {3}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0312"));

    public static readonly DiagnosticDescriptor OptionsTwice = new(
        "AK0313",
        "A task has one set of options",
        "'{0}' has [Options] already: a task's variant has one set of options",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0313"));

    public static readonly DiagnosticDescriptor TooFewFused = new(
        "AK0314",
        "A fusion has at least two members",
        "'{0}' fuses fewer than two tasks: there would be nothing to weigh",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0314"));

    public static readonly DiagnosticDescriptor FusedTwice = new(
        "AK0315",
        "The members of a fusion differ",
        "Task '{0}' is fused already",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0315"));

    public static readonly DiagnosticDescriptor FusesItself = new(
        "AK0316",
        "A fusion does not contain itself",
        "'{0}' fuses itself: name other tasks",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0316"));

    public static readonly DiagnosticDescriptor TaskConstructor = new(
        "AK0317",
        "A task leaves its constructor to the compiler",
        "'{0}' must not have a constructor of its own here: the compiler writes it",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0317"));

    public static readonly DiagnosticDescriptor BackboneMisspelt = new(
        "AK0318",
        "A backbone's id is not nearly another",
        "No backbone '{0}' is known here; did you mean '{1}'?",
        Category.Tasks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0318"));
}

namespace AdapterKit.Analyzers;

/// <summary>The diagnostics for task adapters.</summary>
internal static class TaskDescriptors
{
    public static readonly DiagnosticDescriptor LabelsMissing = new(
        "AK0301",
        "A classification task must have labels",
        "'{0}' has no [Labels]; name at least two labels, in the order of the head's outputs",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0301"));

    public static readonly DiagnosticDescriptor TooFewLabels = new(
        "AK0302",
        "A task must have at least two labels",
        "'{0}' has fewer than two labels, so there is nothing to classify",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0302"));

    public static readonly DiagnosticDescriptor RepeatedLabel = new(
        "AK0303",
        "The labels of a task must be unique",
        "Label '{0}' is declared more than once",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0303"));

    public static readonly DiagnosticDescriptor EmptyLabel = new(
        "AK0304",
        "The labels of a task must not be empty",
        "A label of '{0}' is empty; give it a name",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0304"));

    public static readonly DiagnosticDescriptor DuplicateTaskId = new(
        "AK0305",
        "Task ids must be unique within an assembly",
        "Task id '{0}' of '{1}' is already used by '{2}'; a host could load only one of them",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0305"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NoBackbone = new(
        "AK0306",
        "A task must name its backbone",
        "'{0}' does not name a backbone, so no host could load it; add Backbone = ArcticXs.Id or the id of another backbone",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0306"));

    public static readonly DiagnosticDescriptor MalformedDrop = new(
        "AK0307",
        "A layer set must be well-formed",
        "'{0}' is not a valid layer set; write single layers and ascending ranges, such as \"0..4,7\"{1}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0307"));

    public static readonly DiagnosticDescriptor DropBeyondLayers = new(
        "AK0308",
        "A dropped layer must exist",
        "Layer {0} does not exist; backbone '{1}' has layers 0 to {2}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0308"));

    public static readonly DiagnosticDescriptor UnknownPoint = new(
        "AK0309",
        "A named insertion point must exist",
        "Backbone '{0}' has no {4} '{1}'{2} Its {4}s are: {3}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0309"));

    public static readonly DiagnosticDescriptor DuplicateDrop = new(
        "AK0310",
        "The layers dropped at an insertion point must be one set",
        "'{0}' declares the layers to drop {1} twice; combine them into one set",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0310"));

    public static readonly DiagnosticDescriptor OptionsNotStatic = new(
        "AK0311",
        "The options of a task must be static",
        "'{0}' must be static because options are read before the task is created",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0311"));

    public static readonly DiagnosticDescriptor WrongOptions = new(
        "AK0312",
        "The options of a task must have the expected type",
        "'{0}' is of type {1}, but {2} takes {3}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0312"));

    public static readonly DiagnosticDescriptor DuplicateOptions = new(
        "AK0313",
        "A task must have one set of options",
        "'{0}' already has [Options]; a task has only one set of options",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0313"));

    public static readonly DiagnosticDescriptor TooFewMembers = new(
        "AK0314",
        "A fusion must have at least two members",
        "'{0}' fuses fewer than two tasks, so there is nothing to attend over",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0314"));

    public static readonly DiagnosticDescriptor DuplicateMember = new(
        "AK0315",
        "The members of a fusion must be unique",
        "Task '{0}' is already a member of this fusion",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0315"));

    public static readonly DiagnosticDescriptor FusesItself = new(
        "AK0316",
        "A fusion must not contain itself",
        "'{0}' fuses itself; name other tasks",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0316"));

    public static readonly DiagnosticDescriptor TaskConstructor = new(
        "AK0317",
        "A task must not declare the generated constructor",
        "'{0}' must not declare its own constructor here because the generator writes it",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0317"));

    public static readonly DiagnosticDescriptor BackboneMisspelled = new(
        "AK0318",
        "A backbone id is probably misspelled",
        "Backbone '{0}' is not known here; did you mean '{1}'?",
        Category.Tasks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0318"));

    public static readonly DiagnosticDescriptor NotAVariant = new(
        "AK0319",
        "The variant of a task must be declared",
        "'{0}' is no adapter variant: {1}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0319"));

    public static readonly DiagnosticDescriptor RepeatedPoint = new(
        "AK0320",
        "The insertion points of a placement must be unique",
        "Insertion point '{0}' is already in this list; remove it or name another",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0320"));

    public static readonly DiagnosticDescriptor ConfusableLabel = new(
        "AK0321",
        "The labels of a task should be easy to tell apart",
        "Label '{0}' {1}; labels are compared letter by letter, so a data set with the other form would not match",
        Category.Tasks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0321"));

    public static readonly DiagnosticDescriptor InheritedOptions = new(
        "AK0322",
        "The options of a task must be its own",
        "'{0}' of the base class '{1}' has no effect on '{2}', whose options are its own; declare [Options] in '{2}'",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0322"));

    public static readonly DiagnosticDescriptor TwoDeclarations = new(
        "AK0323",
        "The adapters of a task must be declared in one way",
        "'{0}' declares its adapters by [Adapter], so {1} has no effect; {2}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0323"));

    public static readonly DiagnosticDescriptor AdapterOptions = new(
        "AK0324",
        "The options of an adapter must be a static member of its task",
        "Variant '{0}' takes a static member of type {1}, but {2}",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0324"));

    public static readonly DiagnosticDescriptor SharedPlace = new(
        "AK0325",
        "A place must have one adapter of a task",
        "Variant '{0}' and variant '{1}' both have an adapter at {2}; name places of its own for each with On",
        Category.Tasks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0325"));

    public static readonly DiagnosticDescriptor NoLayerLeft = new(
        "AK0326",
        "An adapter should be in a layer",
        "Backbone '{0}' has layers 0 to {1} and all are left out, so nothing of this adapter is trained; keep a layer",
        Category.Tasks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0326"));

    public static readonly DiagnosticDescriptor FusedVariant = new(
        "AK0327",
        "A task that fuses others should have no variant",
        "'{0}' fuses the adapters of other tasks, so the variant {1} has no effect; derive from {2}",
        Category.Tasks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0327"));
}

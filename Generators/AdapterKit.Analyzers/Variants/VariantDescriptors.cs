namespace AdapterKit.Analyzers;

/// <summary>The diagnostics for adapter variants.</summary>
internal static class VariantDescriptors
{
    public static readonly DiagnosticDescriptor MissingHalf = new(
        "AK0101",
        "A bottleneck must have both halves",
        "'{0}' has [{1}], but no field has [{2}]; a bottleneck needs both",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0101"));

    public static readonly DiagnosticDescriptor HalfNotLinear = new(
        "AK0102",
        "The halves of a bottleneck must be Linear fields",
        "[{0}] requires an instance field of type Linear, but '{1}' is {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0102"));

    public static readonly DiagnosticDescriptor DuplicateHalf = new(
        "AK0103",
        "Each half of a bottleneck must be exactly one field",
        "[{0}] cannot be applied to '{1}': {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0103"));

    public static readonly DiagnosticDescriptor BottleneckAndDelta = new(
        "AK0104",
        "A variant must not override Delta and declare a bottleneck",
        "'{0}' overrides {1} and also declares a bottleneck with [Down] and [Up]; remove one of them",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0104"));

    public static readonly DiagnosticDescriptor NoComputation = new(
        "AK0105",
        "A variant must define a computation",
        "'{0}' does not define what it computes; mark two Linear fields with [Down] and [Up], or override {1}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0105"));

    public static readonly DiagnosticDescriptor WrongConstructor = new(
        "AK0106",
        "A variant must have a constructor that takes a shape and options",
        "'{0}' must have a constructor that takes an AdapterShape, alone or with a record derived from VariantOptions and a SharedModule",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0106"));

    public static readonly DiagnosticDescriptor OptionsNeedArguments = new(
        "AK0107",
        "Options must be constructible without arguments",
        "Options '{0}' of '{1}' cannot be created without arguments: {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0107"));

    public static readonly DiagnosticDescriptor OptionCannotBeStored = new(
        "AK0108",
        "Every option must be storable in a bundle",
        "Option '{0}' of type '{1}' cannot be stored in a bundle; use a number, a bool, a string or an enum",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0108"));

    public static readonly DiagnosticDescriptor DuplicateVariantId = new(
        "AK0109",
        "Variant ids must be unique within an assembly",
        "Variant id '{0}' of '{1}' is already used by '{2}'; choose a different id",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0109"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor InitializerWithoutEffect = new(
        "AK0110",
        "An initializer attribute should have an effect",
        "[{0}] has no effect on '{1}': {2}",
        Category.Variants,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0110"));

    public static readonly DiagnosticDescriptor OptionCannotBeRead = new(
        "AK0111",
        "Every option must be readable from a bundle",
        "Option '{0}' cannot be read from a bundle: {1}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0111"));

    public static readonly DiagnosticDescriptor HalvesDoNotFit = new(
        "AK0112",
        "The halves of a bottleneck must fit together",
        "[{0}] '{1}' maps {2} to {3}, but {4}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0112"));

    public static readonly DiagnosticDescriptor SecondStage = new(
        "AK0113",
        "A bottleneck should have one activation and one scaling",
        "'{0}' has no effect, because '{1}' is already the {2} of the bottleneck",
        Category.Variants,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0113"));

    public static readonly DiagnosticDescriptor InvalidDeviation = new(
        "AK0114",
        "A standard deviation must be a finite number that is not negative",
        "[{0}] of '{1}' has the standard deviation {2}; use a finite number that is not negative",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0114"));

    public static readonly DiagnosticDescriptor WrongSharedConstructor = new(
        "AK0115",
        "A shared module must have a constructor that takes a shape and options",
        "'{0}' must have a constructor that takes a SharedShape, alone or with a record derived from VariantOptions after it",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0115"));

    public static readonly DiagnosticDescriptor SharedDoesNotFit = new(
        "AK0116",
        "A variant must take a shared module that can be created with its options",
        "'{0}' of '{1}' cannot be created for a set of adapters: {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0116"));

    public static readonly DiagnosticDescriptor LimitWithoutEffect = new(
        "AK0117",
        "The limits of an option should have an effect",
        "[Range] has no effect on '{0}': {1}",
        Category.Variants,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0117"));

    public static readonly DiagnosticDescriptor OptionOutOfRange = new(
        "AK0118",
        "An option must be in its range",
        "Option '{0}' must be {1}, but it is {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0118"));
}

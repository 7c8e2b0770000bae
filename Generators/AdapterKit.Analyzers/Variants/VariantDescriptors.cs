namespace AdapterKit.Analyzers;

/// <summary>The diagnostics of adapter variants.</summary>
internal static class VariantDescriptors
{
    public static readonly DiagnosticDescriptor MissingHalf = new(
        "AK0101",
        "A bottleneck has both halves",
        "'{0}' has [{1}], and no field has [{2}]: a bottleneck needs both",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0101"));

    public static readonly DiagnosticDescriptor HalfIsNoLinear = new(
        "AK0102",
        "The halves of a bottleneck are linear",
        "[{0}] belongs on an instance field of type Linear, and '{1}' is {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0102"));

    public static readonly DiagnosticDescriptor HalfTwice = new(
        "AK0103",
        "Each half of a bottleneck is one field",
        "[{0}] cannot stand on '{1}': {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0103"));

    public static readonly DiagnosticDescriptor BottleneckAndDelta = new(
        "AK0104",
        "A variant declares its mathematics once",
        "'{0}' writes Delta and declares a bottleneck with [Down] and [Up] as well: leave one of them out",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0104"));

    public static readonly DiagnosticDescriptor NoMathematics = new(
        "AK0105",
        "A variant has mathematics",
        "'{0}' does not say what it computes: mark two Linear fields [Down] and [Up], or override Delta(Tensor h)",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0105"));

    public static readonly DiagnosticDescriptor WrongConstructor = new(
        "AK0106",
        "A variant is built from a shape and its options",
        "'{0}' needs a constructor that takes an AdapterShape and a record derived from VariantOptions, in this order",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0106"));

    public static readonly DiagnosticDescriptor OptionsNeedArguments = new(
        "AK0107",
        "Options can be made without arguments",
        "Options '{0}' of '{1}' cannot be made without arguments: {2}",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0107"));

    public static readonly DiagnosticDescriptor OptionCannotBeStored = new(
        "AK0108",
        "A bundle can store every option",
        "A bundle cannot store option '{0}' of type '{1}': use a number, a bool, a string or an enum",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0108"));

    public static readonly DiagnosticDescriptor DuplicateVariantId = new(
        "AK0109",
        "An assembly's variants have different ids",
        "Variant id '{0}' of '{1}' is taken by '{2}'",
        Category.Variants,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0109"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor StartWithoutEffect = new(
        "AK0110",
        "A starting value has something to start",
        "[{0}] has no effect on '{1}': {2}",
        Category.Variants,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0110"));
}

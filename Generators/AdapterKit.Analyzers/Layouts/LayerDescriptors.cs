namespace AdapterKit.Analyzers;

/// <summary>The diagnostics for layers and their insertion points.</summary>
internal static class LayerDescriptors
{
    public static readonly DiagnosticDescriptor DuplicatePoint = new(
        "AK0201",
        "Insertion point names must be unique within a layer",
        "Insertion point '{0}' conflicts with '{1}'; the insertion points of a layer and their generated methods must have different names",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0201"));

    public static readonly DiagnosticDescriptor WrongPointMethod = new(
        "AK0202",
        "An insertion point method must have the required signature",
        "'{0}' is an insertion point method; declare it as 'partial Tensor {0}(Tensor sublayer, Tensor residual, AdapterPass pass);'",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0202"));

    public static readonly DiagnosticDescriptor PointWithoutSublayer = new(
        "AK0203",
        "An insertion point on a field must belong to a sub-layer",
        "'{0}' has [InsertionPoint] but not [Sublayer]; add [Sublayer], or declare the insertion point as a partial method",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0203"));

    public static readonly DiagnosticDescriptor SublayerWithoutPoint = new(
        "AK0204",
        "A sub-layer must have an insertion point",
        "'{0}' has [Sublayer] but no [InsertionPoint], so the generated forward would skip it; add an [InsertionPoint]",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0204"));

    public static readonly DiagnosticDescriptor NotASublayer = new(
        "AK0205",
        "A sub-layer must be a module with a width",
        "'{0}' cannot be a sub-layer: {1} must implement ISublayer and "
        + "derive from Module<Tensor, Tensor> or Module<Tensor, AdapterPass, Tensor>",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0205"));

    public static readonly DiagnosticDescriptor NormNotFound = new(
        "AK0206",
        "The norm of an insertion point must exist",
        "'{0}' has no member '{1}'{2}",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0206"));

    public static readonly DiagnosticDescriptor NotANorm = new(
        "AK0207",
        "The norm of an insertion point must be a LayerNorm or implement INorm",
        "'{0}' cannot be the norm: its type is {1}, but it must be a LayerNorm or a module that implements INorm",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0207"));

    public static readonly DiagnosticDescriptor WidthNotFound = new(
        "AK0208",
        "The width member of an insertion point must exist",
        "'{0}' has no int member '{1}' that provides the width{2}",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0208"));

    public static readonly DiagnosticDescriptor WidthUnknown = new(
        "AK0209",
        "An insertion point must have a known width",
        "The width at insertion point '{0}' is unknown; name an int member that holds it, for example Width = nameof(Width)",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0209"));

    public static readonly DiagnosticDescriptor PointNeverCalled = new(
        "AK0210",
        "An insertion point should be called",
        "'{0}' is never called, so no adapter would run at insertion point '{1}'",
        Category.Layouts,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0210"));

    public static readonly DiagnosticDescriptor PointCalledTwice = new(
        "AK0211",
        "An insertion point should be called once",
        "'{0}' is already called on the same path through forward, so the adapters at insertion point '{1}' would run twice",
        Category.Layouts,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0211"));

    public static readonly DiagnosticDescriptor OrderAmbiguous = new(
        "AK0212",
        "Sub-layers must be declared in one part of their class",
        "'{0}' and the first sub-layer are in different parts of '{1}', so the order of files would decide "
        + "the order in which the generated forward runs them; declare all sub-layers in one part",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0212"));

    public static readonly DiagnosticDescriptor ForwardMissing = new(
        "AK0213",
        "A layer whose forward cannot be generated must override it",
        "'{0}' must override forward: {1}",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0213"));

    public static readonly DiagnosticDescriptor SharedNorm = new(
        "AK0214",
        "Insertion points should not share a norm",
        "'{0}' is already the norm of '{1}', so both points would have the same weights; give '{2}' a norm of its own",
        Category.Layouts,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0214"));
}

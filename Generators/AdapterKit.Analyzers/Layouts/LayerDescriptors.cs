namespace AdapterKit.Analyzers;

/// <summary>The diagnostics of layers and their insertion points.</summary>
internal static class LayerDescriptors
{
    public static readonly DiagnosticDescriptor DuplicatePoint = new(
        "AK0201",
        "A layer's insertion points have different names",
        "Insertion point '{0}' is taken by '{1}': the names in a layer must differ, and so must the names of their methods",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0201"));

    public static readonly DiagnosticDescriptor WrongPointMethod = new(
        "AK0202",
        "An insertion point's method has the one signature",
        "'{0}' stands for an insertion point: declare it as 'partial Tensor {0}(Tensor sublayer, Tensor residual, AdapterPass pass);'",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0202"));

    public static readonly DiagnosticDescriptor PointWithoutSublayer = new(
        "AK0203",
        "An insertion point on a field follows a sub-layer",
        "'{0}' has [InsertionPoint] and is no [Sublayer]: add [Sublayer], or declare the point as a partial method",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0203"));

    public static readonly DiagnosticDescriptor SublayerWithoutPoint = new(
        "AK0204",
        "A sub-layer has its insertion point",
        "'{0}' has [Sublayer] and no [InsertionPoint]: the generated forward would leave it out",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0204"));

    public static readonly DiagnosticDescriptor NoSublayer = new(
        "AK0205",
        "A sub-layer is a module with a width",
        "'{0}' cannot be a sub-layer: {1} must implement ISublayer and derive from Module<Tensor, Tensor> or Module<Tensor, AdapterPass, Tensor>",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0205"));

    public static readonly DiagnosticDescriptor NormNamesNothing = new(
        "AK0206",
        "An insertion point's norm exists",
        "'{0}' has no member '{1}'{2}",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0206"));

    public static readonly DiagnosticDescriptor NormIsNoLayerNorm = new(
        "AK0207",
        "An insertion point's norm is a layer norm",
        "'{0}' cannot be the norm: it is of type {1}, and must be a LayerNorm",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0207"));

    public static readonly DiagnosticDescriptor WidthNamesNothing = new(
        "AK0208",
        "An insertion point's width exists",
        "'{0}' has no int member '{1}' to take the width from{2}",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0208"));

    public static readonly DiagnosticDescriptor WidthUnknown = new(
        "AK0209",
        "An insertion point knows its width",
        "Nothing tells the width at insertion point '{0}': name an int member that holds it, as in Width = nameof(Width)",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0209"));

    public static readonly DiagnosticDescriptor PointNeverCalled = new(
        "AK0210",
        "An insertion point is called",
        "'{0}' is never called: no adapter would run at insertion point '{1}'",
        Category.Layouts,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0210"));

    public static readonly DiagnosticDescriptor PointCalledTwice = new(
        "AK0211",
        "An insertion point is called once",
        "'{0}' is called before on the same way through forward: the adapters at insertion point '{1}' would run twice",
        Category.Layouts,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0211"));

    public static readonly DiagnosticDescriptor OrderAmbiguous = new(
        "AK0212",
        "Sub-layers stand in one part of their class",
        "'{0}' stands in another part of '{1}' than the first sub-layer: the order in which the generated forward runs them would depend on the order of files",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0212"));

    public static readonly DiagnosticDescriptor ForwardMissing = new(
        "AK0213",
        "A layer that the compiler cannot run writes forward",
        "'{0}' must write forward itself: {1}",
        Category.Layouts,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0213"));
}

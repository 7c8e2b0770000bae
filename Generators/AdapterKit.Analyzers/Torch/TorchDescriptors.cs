namespace AdapterKit.Analyzers;

/// <summary>The diagnostics for common TorchSharp mistakes in declared classes.</summary>
internal static class TorchDescriptors
{
    public static readonly DiagnosticDescriptor AutoProperty = new(
        "AK0401",
        "Modules and parameters must be held in fields",
        "'{0}' is an auto-property whose {1} would not be registered; hold it in a field",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0401"));

    public static readonly DiagnosticDescriptor Collection = new(
        "AK0402",
        "Modules and parameters must not be held in plain collections",
        "'{0}' is a collection whose elements TorchSharp does not register; use a {1} or one field for each element",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0402"));

    public static readonly DiagnosticDescriptor NameMismatch = new(
        "AK0403",
        "A component should be registered under the name of its field",
        "The generator registers '{0}' as '{1}'; remove the name '{2}' given here",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0403"));

    public static readonly DiagnosticDescriptor PlainTensor = new(
        "AK0404",
        "Tensors of a module should be parameters",
        "'{0}' is a plain Tensor, which is neither stored in a bundle nor moved with the module; make it a Parameter, with "
        + "requires_grad: false if it is not trained",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0404"));

    public static readonly DiagnosticDescriptor SharedComponent = new(
        "AK0405",
        "A parameter should have one owner",
        "'{0}' shares the {1} of '{2}'; moving the module to another device would dispose it while one of them still uses it",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0405"));

    public static readonly DiagnosticDescriptor UsingInPlace = new(
        "AK0406",
        "The result of an in-place operation should not be disposed",
        "'{0}' returns '{1}' itself, so this 'using' would dispose '{1}'",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0406"));

    public static readonly DiagnosticDescriptor ReturnsInput = new(
        "AK0407",
        "A module must not return its input",
        "'{0}' returns its input '{1}', so disposing the result would dispose the input; return {1}.alias()",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0407"));

    public static readonly DiagnosticDescriptor ReadonlyParameter = new(
        "AK0408",
        "The field of a parameter must not be readonly",
        "'{0}' must not be readonly because moving the module replaces its parameters",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0408"));

    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "AK0409",
        "The components of a class must have unique keys",
        "'{0}' and '{1}' would both have the key '{2}'; rename one of them",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0409"));

    public static readonly DiagnosticDescriptor TaskHoldsModule = new(
        "AK0410",
        "A task should not hold modules of its own",
        "'{0}' holds a {1} that nothing registers; move it into the adapter variant or into a base class that registers it",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0410"));

    public static readonly DiagnosticDescriptor Hidden = new(
        "AK0411",
        "A component must be held in a field of its own",
        "The type of '{0}' hides a {1} that would not be registered; hold it in a field whose type is the class of the {1}",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0411"));

    public static readonly DiagnosticDescriptor Inherited = new(
        "AK0412",
        "The components of a declared class must be its own",
        "'{0}' of the base class '{1}' is not registered, because the generator registers the fields of '{2}' alone; "
        + "declare it there",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0412"));

    public static readonly DiagnosticDescriptor NotInitialized = new(
        "AK0413",
        "A component must be created where it is declared",
        "'{0}' has no initializer, but it is registered before any constructor body runs; write '{0} = ...' where it is "
        + "declared",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0413"));

    public static readonly DiagnosticDescriptor ChangesInput = new(
        "AK0414",
        "A module must not change or dispose of its input",
        "'{0}' {1} its input '{2}', which the caller goes on using; work on a new tensor",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0414"));

    public static readonly DiagnosticDescriptor Unused = new(
        "AK0415",
        "A component should be used",
        "Nothing uses the {0} '{1}', so it is stored and trained without effect; use it or remove it",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0415"));
}

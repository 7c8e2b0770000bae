namespace AdapterKit.Analyzers;

/// <summary>The diagnostics of TorchSharp's traps inside declared classes.</summary>
internal static class TorchDescriptors
{
    public static readonly DiagnosticDescriptor AutoProperty = new(
        "AK0401",
        "Modules and parameters are held in fields",
        "'{0}' is an auto-property, whose {1} would not be registered: hold it in a field",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0401"));

    public static readonly DiagnosticDescriptor Collection = new(
        "AK0402",
        "Modules and parameters are not held in plain collections",
        "'{0}' is a collection that TorchSharp does not look into: use a {1}, or one field each",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0402"));

    public static readonly DiagnosticDescriptor OtherName = new(
        "AK0403",
        "A component is registered under the name of its field",
        "The compiler registers '{0}' as '{1}': leave out the name '{2}' given here",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0403"));

    public static readonly DiagnosticDescriptor PlainTensor = new(
        "AK0404",
        "Tensors of a module are parameters",
        "'{0}' is a plain Tensor, which is neither stored in a bundle nor moved with the module: make it a Parameter, with requires_grad: false where it is not trained",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0404"));

    public static readonly DiagnosticDescriptor Shared = new(
        "AK0405",
        "A parameter has one owner",
        "'{0}' is given the {1} of '{2}': moving the module to another device would dispose of it under one of them",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0405"));

    public static readonly DiagnosticDescriptor UsingInPlace = new(
        "AK0406",
        "The result of an in-place operation is not disposed of",
        "'{0}' returns '{1}' itself: this 'using' would dispose of '{1}'",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0406"));

    public static readonly DiagnosticDescriptor ReturnsInput = new(
        "AK0407",
        "A module returns a tensor of its own",
        "'{0}' returns its input '{1}' itself, and whoever disposes of the result loses the input: return {1}.alias()",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0407"));

    public static readonly DiagnosticDescriptor ReadonlyParameter = new(
        "AK0408",
        "A parameter's field can be assigned",
        "'{0}' must not be readonly: moving the module replaces its parameters",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0408"));

    public static readonly DiagnosticDescriptor SameKey = new(
        "AK0409",
        "The components of a class have different keys",
        "'{0}' and '{1}' would both have the key '{2}': rename one of them",
        Category.Torch,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0409"));

    public static readonly DiagnosticDescriptor TaskHoldsModule = new(
        "AK0410",
        "A task holds no modules of its own",
        "'{0}' holds a {1} that nothing registers: move it into the adapter variant or a base class that registers it",
        Category.Torch,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0410"));
}

namespace AdapterKit.Analyzers;

/// <summary>The diagnostics for all declared classes.</summary>
internal static class DeclarationDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "AK0001",
        "A declared class must be partial",
        "'{0}' must be partial because the generator adds members to types with {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0001"));

    public static readonly DiagnosticDescriptor NotSealed = new(
        "AK0002",
        "A declared class must be sealed",
        "'{0}' must be sealed because modules declared in a derived class would not be registered",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0002"));

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        "AK0003",
        "A type that contains a declared class must be partial",
        "'{0}' must be partial because it contains '{1}', which the generator completes",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0003"));

    public static readonly DiagnosticDescriptor WrongBase = new(
        "AK0004",
        "A declared class must derive from the base class of its kind",
        "'{0}' is marked with {1} and must derive from {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0004"));

    public static readonly DiagnosticDescriptor InvalidId = new(
        "AK0005",
        "An id must be usable in file names and weight keys",
        "'{0}' cannot be used in file names and weight keys; use {1}, for example '{2}'",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0005"));

    public static readonly DiagnosticDescriptor NameTaken = new(
        "AK0006",
        "The namespace of a declared class must not reuse generated names",
        "The namespace of '{0}' declares its own type '{1}', which hides the framework type of that name in generated code; "
        + "rename it or move one of the two to another namespace",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0006"));
}

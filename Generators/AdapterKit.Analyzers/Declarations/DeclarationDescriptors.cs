namespace AdapterKit.Analyzers;

/// <summary>The diagnostics of what every declared class must be.</summary>
internal static class DeclarationDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "AK0001",
        "A declared class is partial",
        "'{0}' must be partial: the compiler writes its other half for {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0001"));

    public static readonly DiagnosticDescriptor NotSealed = new(
        "AK0002",
        "A declared class is sealed",
        "'{0}' must be sealed: what a class derived from it declares would not be registered",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0002"));

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        "AK0003",
        "A type around a declared class is partial",
        "'{0}' must be partial: it contains '{1}', whose other half the compiler writes",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0003"));

    public static readonly DiagnosticDescriptor WrongBase = new(
        "AK0004",
        "A declared class derives from the base of its kind",
        "'{0}' carries {1} and must derive from {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0004"));

    public static readonly DiagnosticDescriptor BadCharacters = new(
        "AK0005",
        "An id has characters that files and keys can carry",
        "'{0}' cannot be part of a file name and of the keys of weights: write {1}, such as '{2}'",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0005"));

    public static readonly DiagnosticDescriptor NameTaken = new(
        "AK0006",
        "A declared class's namespace leaves the framework's names alone",
        "The namespace of '{0}' has a type '{1}' of its own, a name that the generated half uses for the framework's: rename it, or keep them in different namespaces",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.Of("AK0006"));
}

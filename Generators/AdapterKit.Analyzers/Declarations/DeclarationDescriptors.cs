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
        "The namespace of '{0}' declares its own type '{1}', a name that generated code needs there; "
        + "rename it or move one of the two to another namespace",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0006"));

    public static readonly DiagnosticDescriptor FileLocal = new(
        "AK0007",
        "A declared class must not be file-local",
        "'{0}' is declared with 'file', so the generator cannot add its other part from another file; make it internal",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0007"));

    public static readonly DiagnosticDescriptor Generic = new(
        "AK0008",
        "A declared class must not be generic",
        "'{0}' has {1}, but {2} is registered once, under one id; declare it without type parameters",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0008"));

    public static readonly DiagnosticDescriptor Unusable = new(
        "AK0009",
        "Generated code must be able to use a declaration",
        "Generated code cannot use '{0}': {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0009"));

    public static readonly DiagnosticDescriptor MemberTaken = new(
        "AK0010",
        "A declared class must not declare generated members",
        "'{0}' has the name of a member that generated code declares or calls in '{1}'; rename it",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0010"));

    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        "AK0011",
        "A declared class needs C# 12",
        "'{0}' needs C# 12 or later for its generated part, but the project sets LangVersion to {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0011"));

    public static readonly DiagnosticDescriptor RequiresMembers = new(
        "AK0012",
        "A declared class must not have required members",
        "'{0}' is required, but generated code that creates '{1}' cannot know its value; give it a default value instead of 'required'",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0012"));

    public static readonly DiagnosticDescriptor SecondDeclaration = new(
        "AK0013",
        "A class must have one declaration",
        "'{0}' is already marked with {1}, so {2} has no effect; a class is one of the two",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0013"));

    public static readonly DiagnosticDescriptor NotDeclared = new(
        "AK0014",
        "A class that is to be completed must be declared",
        "'{0}' derives from {1} without {2}, so the generator does not complete it; add {3}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0014"));

    public static readonly DiagnosticDescriptor UndefinedValue = new(
        "AK0015",
        "An attribute must have a defined value",
        "{0} is no {1}; use one of {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage.GetLink("AK0015"));
}

namespace AdapterKit.CodeFixes;

/// <summary>Removes a task's constructor, and the arguments of its base with a primary one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TaskConstructorFix() : TextFix("AK0317")
{
    private const string Title = "Remove the constructor";

    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<ConstructorDeclarationSyntax>(root, diagnostic) is { } constructor)
            return new Mend(Title, Edit.RemoveWhole(constructor));

        if (Around<TypeDeclarationSyntax>(root, diagnostic) is not { ParameterList: { } parameters } type)
            return null;

        return type.BaseList?.Types[0] is PrimaryConstructorBaseTypeSyntax { ArgumentList: var arguments }
            ? new Mend(Title, Edit.Replace(parameters, ""), Edit.Replace(arguments, ""))
            : new Mend(Title, Edit.Replace(parameters, ""));
    }
}

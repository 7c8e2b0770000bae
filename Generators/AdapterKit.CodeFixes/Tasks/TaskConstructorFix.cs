namespace AdapterKit.CodeFixes;

/// <summary>Removes the constructor of a task and, for a primary constructor, the arguments of the base class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TaskConstructorFix() : TextFix("AK0317")
{
    private const string Title = "Remove the constructor";

    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<ConstructorDeclarationSyntax>(root, diagnostic) is { } constructor)
            return new Fix(Title, TextEdit.RemoveWithTrailingTrivia(constructor));

        if (FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { ParameterList: { } parameters } type)
            return null;

        return type.BaseList?.Types[0] is PrimaryConstructorBaseTypeSyntax { ArgumentList: var arguments }
            ? new Fix(Title, TextEdit.Replace(parameters, ""), TextEdit.Replace(arguments, ""))
            : new Fix(Title, TextEdit.Replace(parameters, ""));
    }
}

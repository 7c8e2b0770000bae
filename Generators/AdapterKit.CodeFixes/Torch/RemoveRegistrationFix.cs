namespace AdapterKit.CodeFixes;

/// <summary>Removes a manual registration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveRegistrationFix() : TextFix("AK0403")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<ExpressionStatementSyntax>(root, diagnostic) is { } statement
            ? new Fix("Remove the registration", TextEdit.RemoveWithTrailingTrivia(statement))
            : null;
}

namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>readonly</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReadonlyFix() : TextFix("AK0408")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<FieldDeclarationSyntax>(root, diagnostic)?.FindModifier(SyntaxKind.ReadOnlyKeyword) is { } keyword
            ? new Fix("Remove 'readonly'", TextEdit.Remove(keyword))
            : null;
}

namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>readonly</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReadonlyFix() : TextFix("AK0408")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<FieldDeclarationSyntax>(root, diagnostic)?.Modifier(SyntaxKind.ReadOnlyKeyword) is { } keyword
            ? new Mend("Remove 'readonly'", Edit.Remove(keyword))
            : null;
}

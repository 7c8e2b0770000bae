namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>using</c> from a declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UsingFix() : TextFix("AK0406")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<StatementSyntax>(root, diagnostic) is LocalDeclarationStatementSyntax { UsingKeyword: { RawKind: not 0 } keyword }
            ? new Fix("Remove 'using'", TextEdit.Remove(keyword))
            : null;
}

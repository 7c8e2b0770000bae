namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>using</c> from a declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UsingFix() : TextFix("AK0406")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<StatementSyntax>(root, diagnostic) is LocalDeclarationStatementSyntax { UsingKeyword: { RawKind: not 0 } keyword }
            ? new Mend("Remove 'using'", Edit.Remove(keyword))
            : null;
}

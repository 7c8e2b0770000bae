namespace AdapterKit.CodeFixes;

/// <summary>Removes a registration by hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveRegistrationFix() : TextFix("AK0403")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<ExpressionStatementSyntax>(root, diagnostic) is { } statement
            ? new Mend("Leave the registration to the compiler", Edit.RemoveWhole(statement))
            : null;
}

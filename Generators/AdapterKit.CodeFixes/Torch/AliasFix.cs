namespace AdapterKit.CodeFixes;

/// <summary>Returns an alias in the place of the input.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AliasFix() : TextFix("AK0407")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        new("Return an alias", Edit.Insert(diagnostic.Location.SourceSpan.End, ".alias()"));
}

namespace AdapterKit.CodeFixes;

/// <summary>Returns an alias instead of the input.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AliasFix() : TextFix("AK0407")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        new("Return an alias", TextEdit.Insert(diagnostic.Location.SourceSpan.End, ".alias()"));
}

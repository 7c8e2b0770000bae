namespace AdapterKit.CodeFixes;

/// <summary>Adds two placeholder labels.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LabelsFix() : TextFix("AK0301")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is { AttributeLists: [.., var last] } type
            ? new Fix(
                "Add labels 'no' and 'yes'",
                TextEdit.Insert(last.Span.End, $"\n{TextEdit.GetIndentation(type)}[Labels(\"no\", \"yes\")]"))
            : null;
}

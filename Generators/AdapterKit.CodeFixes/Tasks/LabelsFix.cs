namespace AdapterKit.CodeFixes;

/// <summary>Adds two labels to start from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LabelsFix() : TextFix("AK0301")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<TypeDeclarationSyntax>(root, diagnostic) is { AttributeLists: [.., var last] } type
            ? new Mend("Add labels 'no' and 'yes'", Edit.Insert(last.Span.End, $"\n{Edit.Indentation(type)}[Labels(\"no\", \"yes\")]"))
            : null;
}

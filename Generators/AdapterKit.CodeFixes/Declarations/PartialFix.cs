namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartialFix() : TextFix("AK0001", "AK0003")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is { } type
            ? new Fix($"Make '{type.Identifier.ValueText}' partial", TextEdit.Insert(type.Keyword.SpanStart, "partial "))
            : null;
}

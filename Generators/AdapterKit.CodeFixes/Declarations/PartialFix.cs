namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartialFix() : TextFix("AK0001", "AK0003")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<TypeDeclarationSyntax>(root, diagnostic) is { } type
            ? new Mend($"Make '{type.Identifier.ValueText}' partial", Edit.Insert(type.Keyword.SpanStart, "partial "))
            : null;
}

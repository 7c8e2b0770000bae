namespace AdapterKit.CodeFixes;

/// <summary>Removes an attribute that has no effect or is repeated.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeFix() : TextFix("AK0013", "AK0103", "AK0110", "AK0313", "AK0403", "AK0502", "AK0506")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<AttributeSyntax>(root, diagnostic) is { } attribute
        && attribute.Span == diagnostic.Location.SourceSpan
            ? new Fix($"Remove [{attribute.Name}]", TextEdit.RemoveAttribute(attribute))
            : null;
}

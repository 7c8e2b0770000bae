namespace AdapterKit.CodeFixes;

/// <summary>Removes an attribute that says nothing, or says it twice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeFix() : TextFix("AK0103", "AK0110", "AK0313", "AK0403")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<AttributeSyntax>(root, diagnostic) is { } attribute
            ? new Mend($"Remove [{attribute.Name}]", Edit.RemoveAttribute(attribute))
            : null;
}

namespace AdapterKit.CodeFixes;

/// <summary>Removes the part of a field that has no parts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartFix() : TextFix("AK0503")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<AttributeArgumentSyntax>(root, diagnostic) is { NameEquals: not null } argument
        && argument.Span == diagnostic.Location.SourceSpan
            ? new Fix($"Remove {argument}", TextEdit.RemoveElement(argument))
            : null;
}

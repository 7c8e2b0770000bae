namespace AdapterKit.CodeFixes;

/// <summary>Makes a property an instance property that can be initialized.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConfigPropertyFix() : TextFix("AK0507")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<PropertyDeclarationSyntax>(root, diagnostic) is not { } property
            || property.Identifier.Span != diagnostic.Location.SourceSpan)
            return null;

        if (property.FindModifier(SyntaxKind.StaticKeyword) is { } keyword)
            return new Fix("Remove 'static'", TextEdit.Remove(keyword));

        return property.AccessorList?.Accessors is [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration } get]
            ? new Fix("Add 'init'", TextEdit.Insert(get.Span.End, " init;"))
            : null;
    }
}

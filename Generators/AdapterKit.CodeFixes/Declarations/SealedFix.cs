namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>sealed</c>, or replaces <c>abstract</c> with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SealedFix() : TextFix("AK0002")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        var change = type.FindModifier(SyntaxKind.AbstractKeyword) is { } replaced
            ? new TextChange(replaced.Span, "sealed")
            : TextEdit.Insert(GetInsertPosition(type), "sealed ");
        return new Fix($"Make '{type.Identifier.ValueText}' sealed", change);
    }

    private static int GetInsertPosition(TypeDeclarationSyntax type) =>
        (type.FindModifier(SyntaxKind.PartialKeyword) ?? type.Keyword).SpanStart;
}

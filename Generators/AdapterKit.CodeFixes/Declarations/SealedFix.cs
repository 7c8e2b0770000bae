namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>sealed</c>, in the place of <c>abstract</c> where that stands.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SealedFix() : TextFix("AK0002")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        var change = type.Modifier(SyntaxKind.AbstractKeyword) is { } replaced
            ? new TextChange(replaced.Span, "sealed")
            : Edit.Insert(BeforePartial(type), "sealed ");
        return new Mend($"Make '{type.Identifier.ValueText}' sealed", change);
    }

    private static int BeforePartial(TypeDeclarationSyntax type) =>
        (type.Modifier(SyntaxKind.PartialKeyword) ?? type.Keyword).SpanStart;
}

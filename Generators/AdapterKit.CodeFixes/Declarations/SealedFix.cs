using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>sealed</c>, in the place of <c>abstract</c> where that stands.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SealedFix() : TextFix("AK0002")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        var change = type.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.AbstractKeyword)) is { RawKind: not 0 } replaced
            ? new TextChange(replaced.Span, "sealed")
            : Edit.Insert(BeforePartial(type), "sealed ");
        return new Mend($"Make '{type.Identifier.ValueText}' sealed", change);
    }

    private static int BeforePartial(TypeDeclarationSyntax type) =>
        type.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.PartialKeyword)) is { RawKind: not 0 } partial
            ? partial.SpanStart
            : type.Keyword.SpanStart;
}

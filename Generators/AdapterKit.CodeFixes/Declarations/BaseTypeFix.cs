namespace AdapterKit.CodeFixes;

/// <summary>Adds the base class that a declaration needs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BaseTypeFix() : TextFix("AK0004")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Proposed(diagnostic) is not { } wanted || Around<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        return new Mend($"Derive from {wanted}", type.BaseList is { } bases
            ? Edit.Insert(bases.Types[0].SpanStart, wanted + ", ")
            : Edit.Insert(EndOfName(type).Span.End, " : " + wanted));
    }

    private static SyntaxToken EndOfName(TypeDeclarationSyntax type) =>
        type.ParameterList?.CloseParenToken ?? type.TypeParameterList?.GreaterThanToken ?? type.Identifier;
}

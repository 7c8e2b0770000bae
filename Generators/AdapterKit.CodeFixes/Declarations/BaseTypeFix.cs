namespace AdapterKit.CodeFixes;

/// <summary>Adds the required base class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BaseTypeFix() : TextFix("AK0004")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (GetSuggestion(diagnostic) is not { } baseType || FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        return new Fix($"Derive from {baseType}", type.BaseList is { } bases
            ? TextEdit.Insert(bases.Types[0].SpanStart, baseType + ", ")
            : TextEdit.Insert(GetEndOfName(type).Span.End, " : " + baseType));
    }

    private static SyntaxToken GetEndOfName(TypeDeclarationSyntax type) =>
        type.ParameterList?.CloseParenToken ?? type.TypeParameterList?.GreaterThanToken ?? type.Identifier;
}

namespace AdapterKit.CodeFixes;

/// <summary>Writes the name that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NearestNameFix() : TextFix("AK0005", "AK0206", "AK0208", "AK0307", "AK0309")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Proposed(diagnostic) is { } name && Around<ExpressionSyntax>(root, diagnostic) is (LiteralExpressionSyntax or InvocationExpressionSyntax or IdentifierNameSyntax) and { } given
            ? new Mend($"Change to '{name}'", new TextChange(diagnostic.Location.SourceSpan, NamesMember(diagnostic) ? $"nameof({name})" : Edit.Literal(name)))
            : null;

    private static bool NamesMember(Diagnostic diagnostic) => diagnostic.Id is "AK0206" or "AK0208";
}

namespace AdapterKit.CodeFixes;

/// <summary>Replaces a name with the suggested one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NearestNameFix() : TextFix(
    "AK0005", "AK0206", "AK0208", "AK0307", "AK0309", "AK0318", "AK0503", "AK0505", "AK0506", "AK0511")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (GetSuggestion(diagnostic) is not { } name || FindAncestor<AttributeArgumentSyntax>(root, diagnostic) is null)
            return null;

        var written = NamesMember(diagnostic) ? $"nameof({name})" : TextEdit.ToLiteral(name);
        return new Fix($"Change to '{name}'", new TextChange(diagnostic.Location.SourceSpan, written));
    }

    private static bool NamesMember(Diagnostic diagnostic) => diagnostic.Id is "AK0206" or "AK0208";
}

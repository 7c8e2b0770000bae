namespace AdapterKit.CodeFixes;

/// <summary>Writes the name that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NearestNameFix() : TextFix("AK0005", "AK0206", "AK0208", "AK0307", "AK0309", "AK0318")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Proposed(diagnostic) is not { } name || Around<AttributeArgumentSyntax>(root, diagnostic) is null)
            return null;

        var written = NamesMember(diagnostic) ? $"nameof({name})" : Edit.Literal(name);
        return new Mend($"Change to '{name}'", new TextChange(diagnostic.Location.SourceSpan, written));
    }

    private static bool NamesMember(Diagnostic diagnostic) => diagnostic.Id is "AK0206" or "AK0208";
}

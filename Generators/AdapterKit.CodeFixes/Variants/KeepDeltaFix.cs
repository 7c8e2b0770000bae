using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>[Down]</c> and <c>[Up]</c> from a class that overrides <c>Delta</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class KeepDeltaFix() : TextFix("AK0104")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        var removals = FindAncestor<TypeDeclarationSyntax>(root, diagnostic)?.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.AttributeLists)
            .SelectMany(list => list.Attributes)
            .Where(attribute => attribute.Name.ToString() is "Down" or "Up")
            .Select(TextEdit.RemoveAttribute)
            .ToArray();
        return removals is { Length: > 0 } ? new Fix("Remove [Down] and [Up]", removals) : null;
    }
}

using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>required</c> from the options if they are declared in the same file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RequiredFix() : TextFix("AK0107")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        var options = (FindAncestor<ParameterSyntax>(root, diagnostic)?.Type as IdentifierNameSyntax)?.Identifier.ValueText;
        var keywords = root.DescendantNodes().OfType<RecordDeclarationSyntax>()
            .Where(record => record.Identifier.ValueText == options)
            .SelectMany(record => record.Members)
            .SelectMany(member => member.Modifiers)
            .Where(modifier => modifier.IsKind(SyntaxKind.RequiredKeyword))
            .Select(TextEdit.Remove)
            .ToArray();
        return keywords.Length > 0 ? new Fix("Remove 'required'", keywords) : null;
    }
}

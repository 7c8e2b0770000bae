using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>required</c> from a member, or from the options of a variant if they are declared in the same file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RequiredFix() : TextFix("AK0012", "AK0107")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        var keywords = FindMembers(root, diagnostic)
            .SelectMany(member => member.Modifiers)
            .Where(modifier => modifier.IsKind(SyntaxKind.RequiredKeyword))
            .Select(TextEdit.Remove)
            .ToArray();
        return keywords.Length > 0 ? new Fix("Remove 'required'", keywords) : null;
    }

    private static IEnumerable<MemberDeclarationSyntax> FindMembers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<ParameterSyntax>(root, diagnostic) is not { } parameter)
            return FindAncestor<MemberDeclarationSyntax>(root, diagnostic) is { } member ? [member] : [];

        var options = (parameter.Type as IdentifierNameSyntax)?.Identifier.ValueText;
        return root.DescendantNodes().OfType<RecordDeclarationSyntax>()
            .Where(record => record.Identifier.ValueText == options)
            .SelectMany(record => record.Members);
    }
}

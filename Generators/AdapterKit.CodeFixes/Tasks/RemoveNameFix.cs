namespace AdapterKit.CodeFixes;

/// <summary>Removes a repeated or empty label, or a repeated or recursive member of a fusion.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveNameFix() : TextFix("AK0303", "AK0304", "AK0315", "AK0316", "AK0320")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        var expression = FindAncestor<ExpressionSyntax>(root, diagnostic);
        return expression is { Parent: (AttributeArgumentSyntax or ExpressionElementSyntax) and var element }
            ? new Fix($"Remove {expression}", TextEdit.RemoveElement(element))
            : null;
    }
}

namespace AdapterKit.CodeFixes;

/// <summary>Removes a label or a fused task that is named twice, empty, or the task itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveNameFix() : TextFix("AK0303", "AK0304", "AK0315", "AK0316")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        var expression = Around<ExpressionSyntax>(root, diagnostic);
        return expression is { Parent: (AttributeArgumentSyntax or ExpressionElementSyntax) and var element }
            ? new Mend($"Remove {expression}", Edit.RemoveElement(element))
            : null;
    }
}

namespace AdapterKit.CodeFixes;

/// <summary>Changes the type of a task's options to the expected one, if their value is a target-typed <c>new</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OptionsTypeFix() : TextFix("AK0312")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (GetSuggestion(diagnostic) is not { } expected)
            return null;

        var (type, value) = FindAncestor<MemberDeclarationSyntax>(root, diagnostic) switch
        {
            FieldDeclarationSyntax { Declaration: { Variables: [var field] } declaration } => (declaration.Type, field.Initializer?.Value),
            PropertyDeclarationSyntax property => (property.Type, property.Initializer?.Value ?? property.ExpressionBody?.Expression),
            _ => default,
        };
        return value is ImplicitObjectCreationExpressionSyntax ? new Fix($"Change to {expected}", TextEdit.Replace(type, expected)) : null;
    }
}

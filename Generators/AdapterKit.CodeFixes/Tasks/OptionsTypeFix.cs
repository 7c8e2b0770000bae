namespace AdapterKit.CodeFixes;

/// <summary>Gives a task's options the type that its variant takes, where their value leaves the type open.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OptionsTypeFix() : TextFix("AK0312")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Proposed(diagnostic) is not { } wanted)
            return null;

        var (type, value) = Around<MemberDeclarationSyntax>(root, diagnostic) switch
        {
            FieldDeclarationSyntax { Declaration: { Variables: [var field] } declaration } => (declaration.Type, field.Initializer?.Value),
            PropertyDeclarationSyntax property => (property.Type, property.Initializer?.Value ?? property.ExpressionBody?.Expression),
            _ => default,
        };
        return value is ImplicitObjectCreationExpressionSyntax ? new Mend($"Change to {wanted}", Edit.Replace(type, wanted)) : null;
    }
}

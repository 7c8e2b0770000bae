namespace AdapterKit.CodeFixes;

/// <summary>Changes a tensor to a parameter that is not trained.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PlainTensorFix() : TextFix("AK0404")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<FieldDeclarationSyntax>(root, diagnostic)
            is not { Declaration.Variables: [{ Initializer.Value: { } value }] } field)
            return null;

        var change = TextEdit.Replace(field.Declaration.Type, "Parameter");
        var wrapped = TextEdit.Replace(value, $"new({value}, requires_grad: false)");
        return field.FindModifier(SyntaxKind.ReadOnlyKeyword) is { } readOnly
            ? new Fix("Change to Parameter", TextEdit.Remove(readOnly), change, wrapped)
            : new Fix("Change to Parameter", change, wrapped);
    }
}

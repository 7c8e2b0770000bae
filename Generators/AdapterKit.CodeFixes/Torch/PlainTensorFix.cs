namespace AdapterKit.CodeFixes;

/// <summary>Makes a tensor a parameter that is not trained.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PlainTensorFix() : TextFix("AK0404")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<FieldDeclarationSyntax>(root, diagnostic) is not { Declaration.Variables: [{ Initializer.Value: { } value }] } field)
            return null;

        var change = Edit.Replace(field.Declaration.Type, "Parameter");
        var wrapped = Edit.Replace(value, $"new({value}, requires_grad: false)");
        return field.Modifier(SyntaxKind.ReadOnlyKeyword) is { } readOnly
            ? new Mend("Make it a Parameter", Edit.Remove(readOnly), change, wrapped)
            : new Mend("Make it a Parameter", change, wrapped);
    }
}

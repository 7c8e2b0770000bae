using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Makes a tensor a parameter that is not trained.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PlainTensorFix() : TextFix("AK0404")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<FieldDeclarationSyntax>(root, diagnostic) is not { Declaration: { Variables: [{ Initializer.Value: { } value }], Type: var type } } field)
            return null;

        var change = Edit.Replace(type, "Parameter");
        var wrapped = Edit.Replace(value, $"new({value}, requires_grad: false)");
        return field.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.ReadOnlyKeyword)) is { RawKind: not 0 } readOnly
            ? new Mend("Make it a Parameter", Edit.Remove(readOnly), change, wrapped)
            : new Mend("Make it a Parameter", change, wrapped);
    }
}

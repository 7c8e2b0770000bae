namespace AdapterKit.CodeFixes;

/// <summary>Moves the component of an auto-property to a field. The property stays for its callers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FieldFix() : TextFix("AK0401")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<PropertyDeclarationSyntax>(root, diagnostic)
            is not { Initializer: { } initializer, AccessorList: { } accessors } property)
            return null;

        var name = property.Identifier.ValueText;
        var field = Casing.ToFieldName(name) == name ? "_" + name : Casing.ToFieldName(name);
        var readOnly = property.Type.ToString() is "Parameter" or "Parameter?" ? "" : "readonly ";
        var declaration = $"private {readOnly}{property.Type} {field} {initializer};";
        return new Fix(
            $"Move to field '{field}'",
            TextEdit.Insert(property.SpanStart, $"{declaration}\n\n{TextEdit.GetIndentation(property)}"),
            new TextChange(TextSpan.FromBounds(accessors.SpanStart, property.Span.End), $"=> {field};"));
    }
}

namespace AdapterKit.CodeFixes;

/// <summary>Holds the component of an auto-property in a field; the property stays, for those who use it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FieldFix() : TextFix("AK0401")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<PropertyDeclarationSyntax>(root, diagnostic) is not { Initializer: { } initializer, AccessorList: { } accessors } property)
            return null;

        var name = property.Identifier.ValueText;
        var field = Casing.Field(name) == name ? "_" + name : Casing.Field(name);
        var readOnly = property.Type.ToString() is "Parameter" or "Parameter?" ? "" : "readonly ";
        return new Mend(
            $"Hold it in the field '{field}'",
            Edit.Insert(property.SpanStart, $"private {readOnly}{property.Type} {field} {initializer};\n\n{Edit.Indentation(property)}"),
            new TextChange(TextSpan.FromBounds(accessors.SpanStart, property.Span.End), $"=> {field};"));
    }
}

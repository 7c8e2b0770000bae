namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>static</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StaticOptionsFix() : TextFix("AK0311")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) => Around<MemberDeclarationSyntax>(root, diagnostic) switch
    {
        FieldDeclarationSyntax field => Static(field, field.Declaration.Type),
        PropertyDeclarationSyntax property => Static(property, property.Type),
        _ => null,
    };

    private static Mend Static(MemberDeclarationSyntax member, TypeSyntax type)
    {
        var place = member.Modifier(SyntaxKind.ReadOnlyKeyword)?.SpanStart ?? type.SpanStart;
        return new Mend("Make the options static", Edit.Insert(place, "static "));
    }
}

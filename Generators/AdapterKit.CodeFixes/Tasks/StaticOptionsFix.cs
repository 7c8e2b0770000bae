namespace AdapterKit.CodeFixes;

/// <summary>Adds <c>static</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StaticOptionsFix() : TextFix("AK0311")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<MemberDeclarationSyntax>(root, diagnostic) switch
        {
            FieldDeclarationSyntax field => MakeStatic(field, field.Declaration.Type),
            PropertyDeclarationSyntax property => MakeStatic(property, property.Type),
            _ => null,
        };

    private static Fix MakeStatic(MemberDeclarationSyntax member, TypeSyntax type)
    {
        var position = member.FindModifier(SyntaxKind.ReadOnlyKeyword)?.SpanStart ?? type.SpanStart;
        return new Fix("Make the options static", TextEdit.Insert(position, "static "));
    }
}

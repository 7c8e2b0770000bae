using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Adds the missing <c>[Sublayer]</c> or <c>[InsertionPoint]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SublayerFix() : TextFix("AK0203", "AK0204")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<FieldDeclarationSyntax>(root, diagnostic) is not { } field)
            return null;

        var attributes = field.AttributeLists.SelectMany(list => list.Attributes);
        if (diagnostic.Id == "AK0203")
        {
            return attributes.FirstOrDefault(attribute => attribute.Name.ToString() == "InsertionPoint") is { } point
                ? new Fix("Add [Sublayer]", TextEdit.Insert(point.SpanStart, "Sublayer, "))
                : null;
        }

        var name = Casing.ToSeparated(field.Declaration.Variables[0].Identifier.ValueText, '_');
        return attributes.FirstOrDefault(attribute => attribute.Name.ToString() == "Sublayer") is { } sublayer
            ? new Fix($"Add insertion point '{name}'", TextEdit.Insert(sublayer.Span.End, $", InsertionPoint({TextEdit.ToLiteral(name)})"))
            : null;
    }
}

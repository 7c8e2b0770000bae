using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Adds the missing one of <c>[Sublayer]</c> and <c>[InsertionPoint]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SublayerFix() : TextFix("AK0203", "AK0204")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<FieldDeclarationSyntax>(root, diagnostic) is not { } field)
            return null;

        var attributes = field.AttributeLists.SelectMany(list => list.Attributes);
        if (diagnostic.Id == "AK0203")
        {
            return attributes.FirstOrDefault(attribute => attribute.Name.ToString() == "InsertionPoint") is { } point
                ? new Mend("Add [Sublayer]", Edit.Insert(point.SpanStart, "Sublayer, "))
                : null;
        }

        var name = Casing.Separated(field.Declaration.Variables[0].Identifier.ValueText, '_');
        return attributes.FirstOrDefault(attribute => attribute.Name.ToString() == "Sublayer") is { } sublayer
            ? new Mend($"Add insertion point '{name}'", Edit.Insert(sublayer.Span.End, $", InsertionPoint({Edit.Literal(name)})"))
            : null;
    }
}

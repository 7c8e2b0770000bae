namespace AdapterKit.CodeFixes;

/// <summary>Names the backbone that AdapterKit brings.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BackboneFix() : TextFix("AK0306")
{
    private const string Title = "Run on UseLite";

    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            ExpressionSyntax given => new Mend(Title, Edit.Replace(given, "UseLite.Id")),
            AttributeSyntax { ArgumentList.Arguments: [.., var last] } => new Mend(Title, Edit.Insert(last.Span.End, ", Backbone = UseLite.Id")),
            _ => null,
        };
}

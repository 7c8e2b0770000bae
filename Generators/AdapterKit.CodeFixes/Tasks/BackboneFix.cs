namespace AdapterKit.CodeFixes;

/// <summary>Adds the backbone that AdapterKit includes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BackboneFix() : TextFix("AK0306")
{
    private const string Title = "Use backbone UseLite";

    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            ExpressionSyntax given => new Fix(Title, TextEdit.Replace(given, "UseLite.Id")),
            AttributeSyntax { ArgumentList.Arguments: [.., var last] } =>
                new Fix(Title, TextEdit.Insert(last.Span.End, ", Backbone = UseLite.Id")),
            _ => null,
        };
}

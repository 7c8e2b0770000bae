namespace AdapterKit.CodeFixes;

/// <summary>Adds the default backbone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BackboneFix() : TextFix("AK0306")
{
    private const string Title = "Use backbone ArcticXs";

    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            ExpressionSyntax given => new Fix(Title, TextEdit.Replace(given, "ArcticXs.Id")),
            AttributeSyntax { ArgumentList.Arguments: [.., var last] } =>
                new Fix(Title, TextEdit.Insert(last.Span.End, ", Backbone = ArcticXs.Id")),
            _ => null,
        };
}

using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Gives an insertion point method the required signature and removes its body.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PointMethodFix() : TextFix("AK0202")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<MethodDeclarationSyntax>(root, diagnostic) is not { } method)
            return null;

        var given = string.Join(" ", method.Modifiers.Select(modifier => modifier.ValueText).Where(
            modifier => modifier is "public" or "private" or "protected" or "internal"));
        var accessibility = given.Length == 0 ? "private" : given;
        var start = method.Modifiers.Count > 0 ? method.Modifiers[0].SpanStart : method.ReturnType.SpanStart;
        return new Fix(
            $"Change '{method.Identifier.ValueText}' to an insertion point method",
            new TextChange(
                TextSpan.FromBounds(start, method.Span.End),
                $"{accessibility} partial Tensor {method.Identifier}(Tensor sublayer, Tensor residual, AdapterPass pass);"));
    }
}

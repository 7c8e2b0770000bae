using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Adds a <c>Delta</c> to implement, or makes one that hides the inherited one override it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeltaFix() : TextFix("AK0105")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { CloseBraceToken: { RawKind: not 0 } close } type)
            return null;

        if (type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == "Delta") is { } hiding)
        {
            return hiding.Modifiers.Any(SyntaxKind.NewKeyword)
                ? null
                : new Fix("Override Delta", TextEdit.Insert(hiding.ReturnType.SpanStart, "override "));
        }

        var indentation = TextEdit.GetIndentation(type);
        var separation = type.Members.Count > 0 ? "\n" : "";
        return new Fix("Override Delta", TextEdit.Insert(
            close.SpanStart - indentation.Length,
            $"{separation}{indentation}    public override Tensor Delta(Tensor h) => throw new System.NotImplementedException();\n"));
    }
}

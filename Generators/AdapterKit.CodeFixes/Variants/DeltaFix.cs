namespace AdapterKit.CodeFixes;

/// <summary>Adds a <c>Delta</c> to implement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeltaFix() : TextFix("AK0105")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { CloseBraceToken: { RawKind: not 0 } close } type)
            return null;

        var indentation = TextEdit.GetIndentation(type);
        var separation = type.Members.Count > 0 ? "\n" : "";
        return new Fix("Override Delta", TextEdit.Insert(
            close.SpanStart - indentation.Length,
            $"{separation}{indentation}    public override Tensor Delta(Tensor h) => throw new System.NotImplementedException();\n"));
    }
}

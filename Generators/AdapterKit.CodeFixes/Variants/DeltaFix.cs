namespace AdapterKit.CodeFixes;

/// <summary>Adds a <c>Delta</c> to fill in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeltaFix() : TextFix("AK0105")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<TypeDeclarationSyntax>(root, diagnostic) is not { CloseBraceToken: { RawKind: not 0 } close } type)
            return null;

        var indentation = Edit.Indentation(type);
        var separation = type.Members.Count > 0 ? "\n" : "";
        return new Mend("Add Delta", Edit.Insert(
            close.SpanStart - indentation.Length,
            $"{separation}{indentation}    public override Tensor Delta(Tensor h) => throw new System.NotImplementedException();\n"));
    }
}

namespace AdapterKit.CodeFixes;

/// <summary>Swaps the two parameters of a variant's constructor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConstructorFix() : TextFix("AK0106")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<TypeDeclarationSyntax>(root, diagnostic)?.ParameterList?.Parameters is [var options, var shape]
        && shape.Type is IdentifierNameSyntax { Identifier.ValueText: "AdapterShape" }
            ? new Fix("Move the shape first", TextEdit.Replace(options, shape.ToString()), TextEdit.Replace(shape, options.ToString()))
            : null;
}

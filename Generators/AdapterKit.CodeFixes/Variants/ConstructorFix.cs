namespace AdapterKit.CodeFixes;

/// <summary>Puts the two parameters of a variant's constructor into their order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConstructorFix() : TextFix("AK0106")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<TypeDeclarationSyntax>(root, diagnostic)?.ParameterList?.Parameters is [var options, var shape]
        && shape.Type is IdentifierNameSyntax { Identifier.ValueText: "AdapterShape" }
            ? new Mend("Put the shape first", Edit.Replace(options, shape.ToString()), Edit.Replace(shape, options.ToString()))
            : null;
}

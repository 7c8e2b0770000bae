namespace AdapterKit.CodeFixes;

/// <summary>Puts the two parameters of a variant's constructor into their order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConstructorFix() : TextFix("AK0106")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic) =>
        Around<TypeDeclarationSyntax>(root, diagnostic)?.ParameterList is { Parameters: [var options, { Type: IdentifierNameSyntax { Identifier.ValueText: "AdapterShape" } } shape] }
            ? new Mend("Put the shape first", Edit.Replace(options, shape.ToString()), Edit.Replace(shape, options.ToString()))
            : null;
}

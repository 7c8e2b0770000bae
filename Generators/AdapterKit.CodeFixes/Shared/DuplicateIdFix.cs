using System;

namespace AdapterKit.CodeFixes;

/// <summary>Renames an id that is taken after the class, field or method that carries it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DuplicateIdFix() : TextFix("AK0109", "AK0201", "AK0305")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<LiteralExpressionSyntax>(root, diagnostic) is not { Token.ValueText: var taken } literal || NameOf(literal) is not { } name)
            return null;

        var renamed = name == taken ? name + (diagnostic.Id == "AK0201" ? "_2" : "-2") : name;
        return new Mend($"Rename to '{renamed}'", Edit.Replace(literal, Edit.Literal(renamed)));
    }

    private static string? NameOf(SyntaxNode literal) => literal.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        TypeDeclarationSyntax type => Casing.Separated(type.Identifier.ValueText.Without("Adapter").Without("Task"), '-'),
        FieldDeclarationSyntax { Declaration.Variables: [var field, ..] } => Casing.Separated(field.Identifier.ValueText, '_'),
        MethodDeclarationSyntax { Identifier.ValueText: var method } => Casing.Separated(
            method.StartsWith("After", StringComparison.Ordinal) && method.Length > 5 ? method.Substring(5) : method, '_'),
        _ => null,
    };
}

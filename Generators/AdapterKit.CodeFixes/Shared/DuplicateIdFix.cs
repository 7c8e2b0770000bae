using System;

namespace AdapterKit.CodeFixes;

/// <summary>Renames a duplicate id after the class, field or method that declares it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DuplicateIdFix() : TextFix("AK0109", "AK0201", "AK0305")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<LiteralExpressionSyntax>(root, diagnostic) is not { Token.ValueText: var taken } literal
            || GetName(literal) is not { } name)
            return null;

        var renamed = name == taken ? name + (diagnostic.Id == "AK0201" ? "_2" : "-2") : name;
        return new Fix($"Rename to '{renamed}'", TextEdit.Replace(literal, TextEdit.ToLiteral(renamed)));
    }

    private static string? GetName(SyntaxNode literal) => literal.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        TypeDeclarationSyntax type => Casing.ToSeparated(type.Identifier.ValueText.TrimSuffix("Adapter").TrimSuffix("Task"), '-'),
        FieldDeclarationSyntax { Declaration.Variables: [var field, ..] } => Casing.ToSeparated(field.Identifier.ValueText, '_'),
        MethodDeclarationSyntax { Identifier.ValueText: var method } => Casing.ToSeparated(
            method.StartsWith("After", StringComparison.Ordinal) && method.Length > 5 ? method.Substring(5) : method, '_'),
        _ => null,
    };
}

using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Combines two layer sets for the same insertion point.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DropFix() : TextFix("AK0310")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<AttributeSyntax>(root, diagnostic) is not { } second
            || FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        var first = type.AttributeLists.SelectMany(list => list.Attributes)
            .First(attribute => attribute.Name.ToString() == second.Name.ToString() && GetPoint(attribute) == GetPoint(second));
        if (first == second || GetLayers(first) is not { } one || GetLayers(second) is not { } other)
            return null;

        var combined = TextEdit.ToLiteral($"{one.Token.ValueText},{other.Token.ValueText}");
        return new Fix("Combine into one layer set", TextEdit.Replace(one, combined), TextEdit.RemoveAttribute(second));
    }

    private static string? GetPoint(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Point")?.Expression.ToString();

    private static LiteralExpressionSyntax? GetLayers(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression as LiteralExpressionSyntax;
}

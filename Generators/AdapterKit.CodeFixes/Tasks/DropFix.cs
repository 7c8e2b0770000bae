using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Joins two sets of layers for the same point.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DropFix() : TextFix("AK0310")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<AttributeSyntax>(root, diagnostic) is not { } second || Around<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        var first = type.AttributeLists.SelectMany(list => list.Attributes)
            .First(attribute => attribute.Name.ToString() == second.Name.ToString() && Point(attribute) == Point(second));
        return first != second && Layers(first) is { } one && Layers(second) is { } other
            ? new Mend("Write them as one set", Edit.Replace(one, Edit.Literal($"{one.Token.ValueText},{other.Token.ValueText}")), Edit.RemoveAttribute(second))
            : null;
    }

    private static string? Point(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Point")?.Expression.ToString();

    private static LiteralExpressionSyntax? Layers(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression as LiteralExpressionSyntax;
}

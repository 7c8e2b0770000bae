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
        if (first == second || Layers(first) is not { } one || Layers(second) is not { } other)
            return null;

        var joined = Edit.Literal($"{one.Token.ValueText},{other.Token.ValueText}");
        return new Mend("Write them as one set", Edit.Replace(one, joined), Edit.RemoveAttribute(second));
    }

    private static string? Point(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Point")?.Expression.ToString();

    private static LiteralExpressionSyntax? Layers(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression as LiteralExpressionSyntax;
}

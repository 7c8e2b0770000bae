using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Removes <c>[Down]</c> and <c>[Up]</c> from a class that writes <c>Delta</c> itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class KeepDeltaFix() : TextFix("AK0104")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        var marks = Around<TypeDeclarationSyntax>(root, diagnostic)?.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.AttributeLists)
            .SelectMany(list => list.Attributes)
            .Where(attribute => attribute.Name.ToString() is "Down" or "Up")
            .Select(Edit.RemoveAttribute)
            .ToArray();
        return marks is { Length: > 0 } ? new Mend("Keep Delta, remove [Down] and [Up]", marks) : null;
    }
}

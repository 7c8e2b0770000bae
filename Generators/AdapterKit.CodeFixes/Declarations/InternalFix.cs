using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Makes a type internal that generated code cannot name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InternalFix() : TextFix("AK0007", "AK0009")
{
    private static readonly SyntaxKind[] Narrow = [SyntaxKind.FileKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword];

    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { } type)
            return null;

        var narrow = type.Modifiers.Where(modifier => Narrow.Contains(modifier.Kind())).ToList();
        return narrow is [var modifier]
            ? new Fix($"Make '{type.Identifier.ValueText}' internal", new TextChange(modifier.Span, "internal"))
            : null;
    }
}

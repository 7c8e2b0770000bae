using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Makes the setter of an option as accessible as the option.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SetterFix() : TextFix("AK0111")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        var modifiers = FindAncestor<PropertyDeclarationSyntax>(root, diagnostic)?.AccessorList?.Accessors
            .SelectMany(accessor => accessor.Modifiers)
            .ToList();
        return modifiers is [var modifier] ? new Fix($"Remove '{modifier.ValueText}'", TextEdit.Remove(modifier)) : null;
    }
}

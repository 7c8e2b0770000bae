namespace AdapterKit.CodeFixes;

/// <summary>Removes the variant from the base class of a task that fuses others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FusedVariantFix() : TextFix("AK0327")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic) =>
        FindAncestor<TypeDeclarationSyntax>(root, diagnostic)?.BaseList?.Types is [{ Type: GenericNameSyntax name }, ..]
            ? new Fix("Remove the variant", TextEdit.Replace(name.TypeArgumentList, ""))
            : null;
}

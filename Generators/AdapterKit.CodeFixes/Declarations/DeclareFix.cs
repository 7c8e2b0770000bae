namespace AdapterKit.CodeFixes;

/// <summary>Adds the attribute that declares a variant or a layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareFix() : TextFix("AK0014")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<TypeDeclarationSyntax>(root, diagnostic) is not { } type || GetSuggestion(diagnostic) is not { } kind)
            return null;

        var id = Casing.ToSeparated(type.Identifier.ValueText.TrimSuffix("Adapter"), '-');
        var attribute = kind == "AdapterVariant" ? $"[AdapterVariant({TextEdit.ToLiteral(id)})]" : $"[{kind}]";
        return new Fix($"Add {attribute}", TextEdit.Insert(type.SpanStart, attribute + "\n" + TextEdit.GetIndentation(type)));
    }
}

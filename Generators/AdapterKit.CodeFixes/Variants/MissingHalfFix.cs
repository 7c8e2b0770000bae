using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Adds the missing half of a bottleneck: marks the other <c>Linear</c> field or adds one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MissingHalfFix() : TextFix("AK0101")
{
    private protected override Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic)
    {
        if (FindAncestor<FieldDeclarationSyntax>(root, diagnostic) is not { Parent: TypeDeclarationSyntax type } field)
            return null;

        var missing = IsMarked(field, "Down") ? "Up" : "Down";
        var candidates = type.Members.OfType<FieldDeclarationSyntax>()
            .Where(other => other != field && other.Declaration.Type.ToString() == "Linear").ToList();
        if (candidates is [{ Declaration.Variables: [var variable, ..] } other])
            return new Fix($"Mark '{variable.Identifier.ValueText}' with [{missing}]", TextEdit.Insert(other.SpanStart, $"[{missing}] "));

        return candidates.Count == 0 && WriteCounterpart(field, missing) is { } written
            ? new Fix(
                $"Add field '{missing.ToLowerInvariant()}'",
                TextEdit.Insert(field.Span.End, "\n" + TextEdit.GetIndentation(field) + written))
            : null;
    }

    private static bool IsMarked(FieldDeclarationSyntax field, string name) =>
        field.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == name);

    // The widths of one half are those of the other half, swapped.
    private static string? WriteCounterpart(FieldDeclarationSyntax field, string missing) =>
        field.Declaration.Variables[0].Initializer?.Value is InvocationExpressionSyntax { ArgumentList.Arguments: [var from, var to, ..] }
            ? $"[{missing}, {(missing == "Up" ? "Zeros" : "Normal(0.02)")}] "
                + $"private readonly Linear {missing.ToLowerInvariant()} = Linear({to}, {from});"
            : null;
}

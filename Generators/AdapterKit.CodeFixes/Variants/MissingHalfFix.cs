using System.Linq;

namespace AdapterKit.CodeFixes;

/// <summary>Adds the missing half of a bottleneck: marks the other <c>Linear</c> field, or writes one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MissingHalfFix() : TextFix("AK0101")
{
    private protected override Mend? Mend(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Around<FieldDeclarationSyntax>(root, diagnostic) is not { Parent: TypeDeclarationSyntax type } field)
            return null;

        var missing = IsMarked(field, "Down") ? "Up" : "Down";
        var candidates = type.Members.OfType<FieldDeclarationSyntax>()
            .Where(other => other != field && other.Declaration.Type.ToString() == "Linear").ToList();
        if (candidates is [{ Declaration.Variables: [var variable, ..] } other])
            return new Mend($"Mark '{variable.Identifier.ValueText}' [{missing}]", Edit.Insert(other.SpanStart, $"[{missing}] "));

        return candidates.Count == 0 && Counterpart(field, missing) is { } written
            ? new Mend($"Add the field '{missing.ToLowerInvariant()}'", Edit.Insert(field.Span.End, "\n" + Edit.Indentation(field) + written))
            : null;
    }

    private static bool IsMarked(FieldDeclarationSyntax field, string name) =>
        field.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == name);

    // What goes in at one half comes out at the other: the same widths, the other way round.
    private static string? Counterpart(FieldDeclarationSyntax field, string missing) =>
        field.Declaration.Variables[0].Initializer?.Value is InvocationExpressionSyntax { ArgumentList.Arguments: [var from, var to, ..] }
            ? $"[{missing}, {(missing == "Up" ? "Zeros" : "Normal(0.02)")}] "
                + $"private readonly Linear {missing.ToLowerInvariant()} = Linear({to}, {from});"
            : null;
}

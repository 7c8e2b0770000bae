using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports the prefix of a model that cannot precede a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PrefixAnalyzer() : DeclaredTypeAnalyzer(CheckpointDescriptors.WrongPrefix)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Model || type.Attribute.GetText("Prefix") is not { Length: > 0 } prefix)
            return;

        var name = new string([.. prefix.Where(letter => !char.IsWhiteSpace(letter))]).Trim('.');
        var expected = name.Length == 0 ? "" : name + ".";
        if (prefix != expected)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                CheckpointDescriptors.WrongPrefix, type.Attribute.GetLocation("Prefix"), Nearest.ToProperties(expected),
                prefix, type.Name, expected));
        }
    }
}

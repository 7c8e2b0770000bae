using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports fields that are initialized with the same constructor argument.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedArgumentAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.SharedComponent)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var initialized = type.Fields.Where(field => known.IsComponent(field.Type) && FindSource(field) is not null);
        foreach (var group in initialized.GroupBy(FindSource))
        {
            foreach (var second in group.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.SharedComponent, second.GetLocation(),
                    second.Name, Component.GetNoun(second.Type, known), group.First().Name));
            }
        }
    }

    /// <summary>Returns the name that a field is initialized with, if the initializer is a simple name.</summary>
    private static string? FindSource(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()
            is VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax name }
            ? name.Identifier.ValueText
            : null;
}

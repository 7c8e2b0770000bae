using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports two fields that start with one and the same constructor argument.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedArgumentAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.Shared)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var started = type.Fields.Where(field => known.IsComponent(field.Type) && Source(field) is not null);
        foreach (var group in started.GroupBy(Source))
        {
            foreach (var second in group.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.Shared, second.Place(), second.Name, Component.Kind(second.Type, known), group.First().Name));
            }
        }
    }

    /// <summary>The name that a field is initialised with, where it is a bare name.</summary>
    private static string? Source(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax name }
            ? name.Identifier.ValueText
            : null;
}

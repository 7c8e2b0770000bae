namespace AdapterKit.Analyzers;

/// <summary>Reports properties without a key in a record that reads others from <c>config.json</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigPropertyAnalyzer() : ConfigTypeAnalyzer(CheckpointDescriptors.PropertyWithoutKey)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, ConfigType type)
    {
        foreach (var property in type.Symbol.GetMembers().OfType<IPropertySymbol>())
        {
            if (property is { IsStatic: false, IsIndexer: false, IsOverride: false, SetMethod: not null }
                && property.DeclaredAccessibility == Accessibility.Public
                && !property.Has(known.ConfigKeyAttribute))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    CheckpointDescriptors.PropertyWithoutKey, property.GetLocation(), property.Name));
            }
        }
    }
}

using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports keys of <c>config.json</c> that a record declares twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateConfigKeyAnalyzer() : ConfigTypeAnalyzer(CheckpointDescriptors.DuplicateConfigKey)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, ConfigType type)
    {
        foreach (var group in FindKeys(known, type).Where(one => one.Key.Length > 0).GroupBy(one => one.Key))
        {
            foreach (var second in group.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    CheckpointDescriptors.DuplicateConfigKey, second.Attribute.GetLocation(0),
                    group.Key, group.First().Owner, second.Owner));
            }
        }
    }

    private static IEnumerable<(string Key, string Owner, AttributeData Attribute)> FindKeys(KnownTypes known, ConfigType type)
    {
        foreach (var attribute in type.Symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Is(known.ConfigValueAttribute) == true
                && attribute.ConstructorArguments is [{ Value: string key }, { Value: string value }])
                yield return (key, $"[ConfigValue(\"{key}\", \"{value}\")]", attribute);
        }

        foreach (var property in type.Properties)
            yield return (property.Key ?? "", property.Symbol.Name, property.Attribute);
    }
}

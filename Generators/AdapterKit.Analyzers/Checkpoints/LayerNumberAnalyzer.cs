using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace AdapterKit.Analyzers;

/// <summary>Reports a wrong number of <c>{i}</c> in a key, which stands for the layer in the key of a stack.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerNumberAnalyzer() : MappedTypeAnalyzer(CheckpointDescriptors.LayerNumber)
{
    private const string Number = "{i}";

    // What people write instead: another placeholder, or the number of a layer.
    private static readonly Regex Placeholder = new(@"\{\w*\}|(?<=\.)[0-9]+(?=\.|$)", RegexOptions.CultureInvariant);

    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type)
    {
        foreach (var key in type.Keys.Where(key => MappedType.IsComponent(key.Field, known) && key.Key.Length > 0))
        {
            var numbers = Count(key.Key);
            var isStack = key.Field.Type.DerivesFrom(known.AdaptedStack);
            if (isStack && numbers != 1)
                Report(key, $"contain {Number} once, for the number of the layer", numbers == 0 ? AddNumber(key.Key) : null);
            else if (!isStack && numbers > 0)
                Report(key, $"not contain {Number}, because only an AdaptedStack has numbered layers", null);
        }

        void Report(WeightKey key, string rule, string? suggestion) => context.ReportDiagnostic(Diagnostic.Create(
            CheckpointDescriptors.LayerNumber, key.Location, Nearest.ToProperties(suggestion), key.Key, key.Field.Name, rule));
    }

    private static int Count(string key)
    {
        var count = 0;
        for (var at = key.IndexOf(Number, StringComparison.Ordinal); at >= 0; at = key.IndexOf(Number, at + 1, StringComparison.Ordinal))
            count++;

        return count;
    }

    private static string AddNumber(string key) =>
        Placeholder.IsMatch(key) ? Placeholder.Replace(key, Number, count: 1) : $"{key.Trim().TrimEnd('.')}.{Number}";
}

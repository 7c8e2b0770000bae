using System.Globalization;

namespace AdapterKit.Analyzers;

/// <summary>Reports initializers whose standard deviation is none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeviationAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.InvalidDeviation)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var field in type.Fields)
        {
            foreach (var (name, attribute) in InitializerAnalyzer.FindInitializers(field))
            {
                if (attribute.ConstructorArguments is [{ Value: double deviation }] && !IsValid(deviation))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        VariantDescriptors.InvalidDeviation, attribute.GetLocation(0),
                        name, field.Name, deviation.ToString(CultureInfo.InvariantCulture)));
                }
            }
        }
    }

    private static bool IsValid(double deviation) => deviation >= 0 && !double.IsPositiveInfinity(deviation);
}

using System;
using System.Globalization;
using System.Linq;
using AdapterKit.Generators;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports options that are given a constant outside of their range.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionValueAnalyzer() : DeclarationAnalyzer(VariantDescriptors.OptionOutOfRange)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterOperationAction(
            operation => Analyze(operation, known), OperationKind.SimpleAssignment, OperationKind.PropertyInitializer);

    private static void Analyze(OperationAnalysisContext context, KnownTypes known)
    {
        var (properties, value) = context.Operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment => ([target.Property], assignment.Value),
            IPropertyInitializerOperation initializer => (initializer.InitializedProperties.AsEnumerable(), initializer.Value),
            _ => ([], null),
        };
        if (value is null || GetNumber(value) is not { } number)
            return;

        foreach (var property in properties)
        {
            if (property.ContainingType.DerivesFrom(known.VariantOptions)
                && OptionRange.Find(property) is { } range
                && !range.Contains(number))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    VariantDescriptors.OptionOutOfRange, value.Syntax.GetLocation(),
                    property.Name, range, number.ToString("R", CultureInfo.InvariantCulture)));
            }
        }
    }

    // The conversion to a nullable type is no constant.
    private static double? GetNumber(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: int or long or float or double or byte or short } constant } =>
            Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture),
        IConversionOperation conversion => GetNumber(conversion.Operand),
        _ => null,
    };
}

using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Queries on operations.</summary>
internal static class OperationExtensions
{
    /// <summary>Returns the operand of all conversions around a value.</summary>
    public static IOperation WithoutConversions(this IOperation value) =>
        value is IConversionOperation conversion ? conversion.Operand.WithoutConversions() : value;
}

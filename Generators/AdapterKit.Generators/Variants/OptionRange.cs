using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>The limits of an option: what a <c>[Range]</c> on its property declares.</summary>
/// <param name="AtLeast">The smallest number; <c>null</c> for no such limit.</param>
/// <param name="Above">The number that the option must exceed; <c>null</c> for no such limit.</param>
/// <param name="AtMost">The largest number; <c>null</c> for no such limit.</param>
/// <param name="Below">The number that the option must stay under; <c>null</c> for no such limit.</param>
internal sealed record OptionRange(double? AtLeast, double? Above, double? AtMost, double? Below)
{
    private const string Namespace = "System.ComponentModel.DataAnnotations.";

    /// <summary>The limits in the order and in the words of the properties of the framework's type.</summary>
    public IEnumerable<(string Name, string Words, double Value)> Limits =>
        from limit in new[]
        {
            (Name: nameof(AtLeast), Words: "at least", Value: AtLeast),
            (Name: nameof(Above), Words: "above", Value: Above),
            (Name: nameof(AtMost), Words: "at most", Value: AtMost),
            (Name: nameof(Below), Words: "below", Value: Below),
        }
        where limit.Value is not null
        select (limit.Name, limit.Words, limit.Value!.Value);

    /// <summary>Whether no number is in the range.</summary>
    public bool IsEmpty => !Contains(Midpoint);

    private double Midpoint => (AtLeast ?? Above, AtMost ?? Below) switch
    {
        ({ } low, { } high) => (low / 2) + (high / 2),
        ({ } low, null) => low + 1,
        (null, { } high) => high - 1,
        _ => 0,
    };

    /// <summary>Finds the limits of an option; <c>null</c> for one that has none, or none that mean anything.</summary>
    public static OptionRange? Find(Microsoft.CodeAnalysis.IPropertySymbol property) =>
        IsNumber(property.Type)
        && FindAttribute(property) is { } attribute
        && Read(attribute) is { IsEmpty: false } range
        && range.Limits.Any()
            ? range
            : null;

    /// <summary>Whether options of a type are numbers, which have limits.</summary>
    public static bool IsNumber(Microsoft.CodeAnalysis.ITypeSymbol type) => type switch
    {
        Microsoft.CodeAnalysis.INamedTypeSymbol
        {
            OriginalDefinition.SpecialType: Microsoft.CodeAnalysis.SpecialType.System_Nullable_T,
            TypeArguments: [var value],
        } => IsNumber(value),
        _ => type.SpecialType is Microsoft.CodeAnalysis.SpecialType.System_Int32 or Microsoft.CodeAnalysis.SpecialType.System_Int64
            or Microsoft.CodeAnalysis.SpecialType.System_Double or Microsoft.CodeAnalysis.SpecialType.System_Single,
    };

    /// <summary>Finds the attribute that declares limits; <c>null</c> for a property without one.</summary>
    public static Microsoft.CodeAnalysis.AttributeData? FindAttribute(Microsoft.CodeAnalysis.IPropertySymbol property) =>
        property.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass is { Name: "RangeAttribute" } type && type.ToDisplayString() == Namespace + "RangeAttribute");

    /// <summary>Reads limits; <c>null</c> if they are no numbers.</summary>
    public static OptionRange? Read(Microsoft.CodeAnalysis.AttributeData attribute)
    {
        if (attribute.ConstructorArguments is not [{ Value: int or double } first, { Value: int or double } second])
            return null;

        var (least, most) = (ReadLimit(first.Value), ReadLimit(second.Value));
        return IsExclusive(attribute, "Minimum")
            ? IsExclusive(attribute, "Maximum") ? new(null, least, null, most) : new(null, least, most, null)
            : IsExclusive(attribute, "Maximum") ? new(least, null, null, most) : new(least, null, most, null);
    }

    /// <summary>Whether a number is in the range; NaN is in none.</summary>
    public bool Contains(double value) => !double.IsNaN(value)
        && !(value < AtLeast || value <= Above || value > AtMost || value >= Below);

    /// <summary>The limits in words, such as <c>at least 0 and below 1</c>.</summary>
    public override string ToString() => string.Join(
        " and ", Limits.Select(limit => $"{limit.Words} {limit.Value.ToString("R", CultureInfo.InvariantCulture)}"));

    // What every number of the type is within is no limit.
    private static double? ReadLimit(object? value) => value switch
    {
        int.MinValue or int.MaxValue or double.NegativeInfinity or double.PositiveInfinity => null,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static bool IsExclusive(Microsoft.CodeAnalysis.AttributeData attribute, string limit) =>
        attribute.NamedArguments.Any(argument => argument.Key == limit + "IsExclusive" && argument.Value.Value is true);
}

namespace AdapterKit.Analyzers.Tests;

public sealed class OptionRangeTests
{
    [Theory]
    [InlineData("[[|Range(typeof(int), \"1\", \"2\")|]] public int O { get; init; }",
        "its limits are no numbers; write them as two values of type int or double")]
    [InlineData("[[|Range(2, 1)|]] public int O { get; init; }", "no number is at least 2 and at most 1")]
    [InlineData(
        "[[|Range(1, 1, MinimumIsExclusive = true)|]] public int O { get; init; }", "no number is above 1 and at most 1")]
    [InlineData("[[|Range(double.NaN, 1)|]] public double O { get; init; }", "no number is at least NaN and at most 1")]
    [InlineData("[[|Range(int.MinValue, int.MaxValue)|]] public int O { get; init; }", "every number is in the range")]
    [InlineData("[[|Range(1, 2)|]] public string O { get; init; } = \"\";", "only numbers have limits")]
    [InlineData("[[|Range(1, 2)|]] public bool? O { get; init; }", "only numbers have limits")]
    [InlineData("[[|Range(1, 2)|]] public int O => 1;", NoOption)]
    [InlineData("[[|Range(1, 2)|]] public static int O { get; set; } = 1;", NoOption)]
    [InlineData("[[|Range(1, 2)|]] internal int O { get; init; } = 1;", NoOption)]
    public Task Limits_without_an_effect_are_reported(string property, string reason) => DiagnosticAssert.Reports(
        Options(property), ("AK0117", $"[Range] has no effect on 'O': {reason}"));

    private const string NoOption = "it is no option; an option is a public instance property that can be set and overrides no other";

    [Theory]
    [InlineData("[Range(1, int.MaxValue)] public int O { get; init; } = [|0|];", "at least 1", "0")]
    [InlineData("[Range(1, 3)] public int? O { get; init; } = [|-4|];", "at least 1 and at most 3", "-4")]
    [InlineData("[Range(0, 1, MaximumIsExclusive = true)] public float O { get; set; } = [|1f|];", "at least 0 and below 1", "1")]
    [InlineData("[Range(0.5, 2)] public double O { get; init; } = [|double.NaN|];", "at least 0.5 and at most 2", "NaN")]
    [InlineData("[Range(0, 5)] public long O { get; init; } = [|long.MaxValue|];", "at least 0 and at most 5", "9.223372036854776E+18")]
    public Task A_default_out_of_range_is_reported(string property, string limits, string value) => DiagnosticAssert.Reports(
        Options(property), ("AK0118", $"Option 'O' must be {limits}, but it is {value}"));

    [Theory]
    [InlineData("new PrefixOptions { Length = [|0|] }")]
    [InlineData("new PrefixOptions() with { Length = [|2 - 2|] }")]
    [InlineData("new ComputedPrefixOptions { Length = [|0|], Units = 8 }")]
    public Task A_constant_out_of_range_is_reported_wherever_it_is_given(string options) => DiagnosticAssert.Reports(
        $"public static class Uses {{ public static PrefixOptions Options => {options}; }}",
        ("AK0118", "Option 'Length' must be at least 1, but it is 0"));

    [Fact]
    public Task Numbers_that_are_known_later_are_checked_later() => DiagnosticAssert.ReportsNothing(
        "public static class Uses { public static PrefixOptions Create(int length) => new() { Length = length }; }");

    [Fact]
    public Task Other_classes_may_use_the_attribute_as_they_like() => DiagnosticAssert.ReportsNothing(
        """
        using System.ComponentModel.DataAnnotations;

        public sealed record Form
        {
            [Range(1, 2)] public int Number { get; init; } = 5;
            [Range(2, 1)] public string Text { get; init; } = "";
        }
        """);

    private static string Options(string property) =>
        $$"""
        using System.ComponentModel.DataAnnotations;

        public sealed record O1 : VariantOptions { {{property}} }

        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, O1 options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width, options is null);
            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """;
}

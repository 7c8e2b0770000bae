namespace AdapterKit.Analyzers.Tests;

public sealed class VariantEdgeTests
{
    private const string Mix = "private readonly Linear mix = Linear(shape.Width, shape.Width, options is null);";
    private const string Delta = "public override Tensor Delta(Tensor h) => mix.call(h);";

    [Fact]
    public Task Up_needs_down() => DiagnosticAssert.Reports(
        Variant("[Up] private readonly Linear [|up|] = Linear(shape.Width, shape.Width);"),
        ("AK0101", "'up' has [Up], but no field has [Down]; a bottleneck needs both"));

    [Fact]
    public Task A_missing_half_is_added_if_no_field_can_be_it() => DiagnosticAssert.Fixes(
        "AK0101",
        "Add field 'up'",
        """
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
        }
        """,
        """
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """);

    [Fact]
    public Task A_half_must_not_be_static() => DiagnosticAssert.Reports(
        Variant("[Down] private static readonly Linear [|down|] = Linear(4, 4); [Up] private readonly Linear up = Linear(4, 4);"),
        ("AK0102", "[Down] requires an instance field of type Linear, but 'down' is static"));

    [Fact]
    public Task One_field_must_not_be_both_halves() => DiagnosticAssert.Reports(
        Variant("[Down, [|Up|]] private readonly Linear both = Linear(4, 4);"),
        ("AK0103", "[Up] cannot be applied to 'both': it is already the other half"));

    [Fact]
    public Task Delta_may_be_in_another_part() => DiagnosticAssert.ReportsNothing(
        Variant(Mix), $"public sealed partial class V {{ {Delta} }}");

    [Fact]
    public Task A_delta_that_overrides_nothing_is_no_computation() => DiagnosticAssert.Reports(
        Variant(Mix + "public new Tensor Delta(Tensor h) => mix.call(h);").Replace(" class V", " class [|V|]", StringComparison.Ordinal),
        ("AK0105", "'V' does not define what it computes; mark two Linear fields with [Down] and [Up], or override Delta(Tensor h)"));

    [Fact]
    public Task A_delta_that_hides_the_inherited_one_is_made_to_override_it() => DiagnosticAssert.Fixes(
        "AK0105",
        "Override Delta",
        Variant(Mix + Delta.Replace("override ", "", StringComparison.Ordinal)),
        Variant(Mix + Delta));

    [Fact]
    public Task Delta_may_be_inherited() => DiagnosticAssert.ReportsNothing(
        "public abstract class Doubling : ResidualAdapter { public override Tensor Delta(Tensor h) => h * 2; }",
        """
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape) : Doubling
        {
            public int Width => shape.Width;
        }
        """);

    [Theory]
    [InlineData("public abstract record O : VariantOptions;", "use a record that is not abstract")]
    [InlineData(
        "public sealed record O(int Size) : VariantOptions;",
        "declare its values as init properties with defaults instead of parameters")]
    public Task Options_must_be_constructible_without_arguments(string options, string advice) => DiagnosticAssert.Reports(
        options + Variant(Mix + Delta).Replace("BottleneckOptions options", "O [|options|]", StringComparison.Ordinal),
        ("AK0107", $"Options 'O' of 'V' cannot be created without arguments: {advice}"));

    [Fact]
    public Task What_is_not_stored_may_have_any_type() => DiagnosticAssert.ReportsNothing(
        """
        public sealed record O : VariantOptions
        {
            public int[] Sizes => [1];
            public DayOfWeek? Day { get; init; }
            public static object Any { get; set; } = 1;
        }
        """,
        Variant(Mix + Delta).Replace("BottleneckOptions", "O", StringComparison.Ordinal));

    [Fact]
    public Task A_weight_is_initialized_once() => DiagnosticAssert.Reports(
        Variant("[[|Zeros|], Normal(0.1)] " + Mix + Delta),
        ("AK0110", "[Zeros] has no effect on 'mix': [Normal] already initializes it"));

    [Fact]
    public Task Initializers_have_no_effect_in_layers() => DiagnosticAssert.Reports(
        """
        [TransformerLayer]
        public sealed partial class L(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("net"), [|Zeros|]]
            private readonly FeedForward net = new(width, width, Activation.Relu);
        }
        """,
        ("AK0110", "[Zeros] has no effect on 'net': only adapter variants and what they share initialize weights with attributes"));

    [Theory]
    [InlineData("Mix", "mix")]
    [InlineData("a/b", "a-b")]
    [InlineData("a_b.", "a-b")]
    [InlineData("", "my-id")]
    public Task An_id_must_be_usable_in_file_names_and_keys(string id, string better) => DiagnosticAssert.Reports(
        Variant(Mix + Delta).Replace("\"v\"", $"[|\"{id}\"|]", StringComparison.Ordinal),
        ("AK0005", $"'{id}' cannot be used in file names and weight keys; "
            + $"use lowercase letters, digits and hyphens, for example '{better}'"));

    [Theory]
    [InlineData(
        "public abstract partial class [|T|] : ClassificationTask<BottleneckAdapter>;",
        "AK0002",
        "'T' must be sealed because modules declared in a derived class would not be registered")]
    [InlineData(
        "public sealed partial class [|T|] : Exception;",
        "AK0004",
        "'T' is marked with [TaskAdapter] and must derive from ClassificationTask<TVariant>")]
    public Task A_class_must_be_one_that_can_be_completed(string declaration, string id, string message) => DiagnosticAssert.Reports(
        $"[TaskAdapter(\"t\", Backbone = UseLite.Id), Labels(\"a\", \"b\")] {declaration}", (id, message));

    [Fact]
    public Task A_bottleneck_uses_more_names_than_another_variant() => DiagnosticAssert.Reports(
        "public sealed class Activation; "
        + Variant("[Down] private readonly Linear down = Linear(4, 2); [Up] private readonly Linear up = Linear(2, 4);")
            .Replace("class V", "class [|V|]", StringComparison.Ordinal),
        ("AK0006", "The namespace of 'V' declares its own type 'Activation', "
            + "a name that generated code needs there; "
            + "rename it or move one of the two to another namespace"));

    [Fact]
    public Task Names_that_generated_code_does_not_use_are_free() =>
        DiagnosticAssert.ReportsNothing("public sealed class Activation;", Variant(Mix + Delta));

    private static string Variant(string members) =>
        $$"""
        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter { {{members}} }
        """;
}

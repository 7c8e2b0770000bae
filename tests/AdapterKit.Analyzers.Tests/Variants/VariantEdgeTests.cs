namespace AdapterKit.Analyzers.Tests;

public sealed class VariantEdgeTests
{
    private const string Mix = "private readonly Linear mix = Linear(shape.Width, shape.Width, options is null);";
    private const string Delta = "public override Tensor Delta(Tensor h) => mix.call(h);";

    [Fact, Reports("AK0101")]
    public Task Up_needs_down() => Verify.Reports(
        Variant("[Up] private readonly Linear [|up|] = Linear(shape.Width, shape.Width);"),
        ("AK0101", "'up' has [Up], and no field has [Down]: a bottleneck needs both"));

    [Fact, Mends("AK0101")]
    public Task A_missing_half_is_written_where_no_field_could_be_it() => Verify.Mends(
        "AK0101",
        "Add the field 'up'",
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

    [Fact, Reports("AK0102")]
    public Task A_half_is_no_static_field() => Verify.Reports(
        Variant("[Down] private static readonly Linear [|down|] = Linear(4, 4); [Up] private readonly Linear up = Linear(4, 4);"),
        ("AK0102", "[Down] belongs on an instance field of type Linear, and 'down' is static"));

    [Fact, Reports("AK0103")]
    public Task One_field_is_not_both_halves() => Verify.Reports(
        Variant("[Down, [|Up|]] private readonly Linear both = Linear(4, 4);"),
        ("AK0103", "[Up] cannot stand on 'both': it is the other half"));

    [Fact]
    public Task Delta_may_stand_in_another_part() => Verify.Silent(
        Variant(Mix), $"public sealed partial class V {{ {Delta} }}");

    [Theory, Reports("AK0107")]
    [InlineData("public abstract record O : VariantOptions;", "name a record that is not abstract")]
    [InlineData("public sealed record O(int Size) : VariantOptions;", "declare its values as init properties with defaults, not as parameters")]
    public Task Options_start_without_arguments(string options, string advice) => Verify.Reports(
        options + Variant(Mix + Delta).Replace("BottleneckOptions options", "O [|options|]", StringComparison.Ordinal),
        ("AK0107", $"Options 'O' of 'V' cannot be made without arguments: {advice}"));

    [Fact]
    public Task What_is_not_stored_may_have_any_type() => Verify.Silent(
        "public sealed record O : VariantOptions { public int[] Sizes => [1]; public DayOfWeek? Day { get; init; } public static object Any { get; set; } = 1; }",
        Variant(Mix + Delta).Replace("BottleneckOptions", "O", StringComparison.Ordinal));

    [Fact, Reports("AK0110")]
    public Task A_weight_starts_once() => Verify.Reports(
        Variant("[[|Zeros|], Normal(0.1)] " + Mix + Delta),
        ("AK0110", "[Zeros] has no effect on 'mix': [Normal] stands there already"));

    [Fact, Reports("AK0110")]
    public Task Layers_start_nothing() => Verify.Reports(
        "[TransformerLayer] public sealed partial class L(int width) : AdaptedLayer { [Sublayer, InsertionPoint(\"net\"), [|Zeros|]] private readonly FeedForward net = new(width, width, Activation.Relu); }",
        ("AK0110", "[Zeros] has no effect on 'net': only adapter variants start their weights by attributes"));

    [Theory, Reports("AK0005")]
    [InlineData("Mix", "mix")]
    [InlineData("a/b", "a-b")]
    [InlineData("a_b.", "a-b")]
    [InlineData("", "my-id")]
    public Task Ids_are_plain(string id, string better) => Verify.Reports(
        Variant(Mix + Delta).Replace("\"v\"", $"[|\"{id}\"|]", StringComparison.Ordinal),
        ("AK0005", $"'{id}' cannot be part of a file name and of the keys of weights: write lower-case letters, digits and hyphens, such as '{better}'"));

    [Theory, Reports("AK0002"), Reports("AK0004")]
    [InlineData("public abstract partial class [|T|] : ClassificationTask<BottleneckAdapter>;", "AK0002", "'T' must be sealed: what a class derived from it declares would not be registered")]
    [InlineData("public sealed partial class [|T|] : Exception;", "AK0004", "'T' carries [TaskAdapter] and must derive from ClassificationTask<TVariant>")]
    public Task The_class_is_what_the_generator_completes(string declaration, string id, string message) => Verify.Reports(
        $"[TaskAdapter(\"t\", Backbone = UseLite.Id), Labels(\"a\", \"b\")] {declaration}", (id, message));

    [Fact, Reports("AK0006")]
    public Task A_bottleneck_uses_more_names_than_another_variant() => Verify.Reports(
        "public sealed class Activation; " + Variant("[Down] private readonly Linear down = Linear(4, 2); [Up] private readonly Linear up = Linear(2, 4);").Replace("class V", "class [|V|]", StringComparison.Ordinal),
        ("AK0006", "The namespace of 'V' has a type 'Activation' of its own, a name that the generated half uses for the framework's: rename it, or keep them in different namespaces"));

    [Fact]
    public Task Names_that_the_generated_half_does_not_use_are_free() => Verify.Silent("public sealed class Activation;", Variant(Mix + Delta));

    private static string Variant(string members) =>
        $"[AdapterVariant(\"v\")] public sealed partial class V(AdapterShape shape, BottleneckOptions options) : ResidualAdapter {{ {members} }}";
}

namespace AdapterKit.Generators.Tests;

public sealed class DeclarationTests
{
    private const string Options = "public sealed record Options : VariantOptions { public int Size { get; init; } = 2; }";

    private const string Body =
        """
        {
            private readonly Linear mix = Linear(shape.Width, options.Size);
            public override Tensor Delta(Tensor h) => mix.call(h);
        }
        """;

    private const string Head = "partial class V(AdapterShape shape, Options options)";

    private const string Variant = $"{Options} [AdapterVariant(\"v\")] public sealed {Head} : ResidualAdapter {Body}";

    private const string Keywords =
        """
        namespace @class.@event;

        public sealed record @new : VariantOptions { public int @int { get; init; } }

        [AdapterVariant("v")]
        public sealed partial class @void(AdapterShape @in, @new @out) : ResidualAdapter
        {
            [Zeros] private Parameter @lock = new(ones(@in.Width + @out.@int));
            public override Tensor Delta(Tensor h) => h * @lock;
        }
        """;

    private const string NoOption =
        """
        namespace A;

        public sealed record None : VariantOptions;

        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, None options) : ResidualAdapter
        {
            private readonly Linear mix = Linear(shape.Width, shape.Width);
            private readonly None none = options;
            public override Tensor Delta(Tensor h) => none is null ? h : mix.call(h);
        }
        """;

    private const string NoComponent =
        """
        namespace A;

        public sealed record None : VariantOptions;

        [AdapterVariant("v")]
        public sealed partial class V(AdapterShape shape, None options) : ResidualAdapter
        {
            public override Tensor Delta(Tensor h) => h * (shape.Width + options.GetHashCode());
        }
        """;

    private const string IdThatIsCode =
        """
        namespace A;

        public sealed record None : VariantOptions;

        [AdapterVariant("a\"b\n*/ <x>&{0}")]
        public sealed partial class V(AdapterShape shape, None options) : ResidualAdapter
        {
            public override Tensor Delta(Tensor h) => h * (shape.Width + options.GetHashCode());
        }
        """;

    private const string Task = "[TaskAdapter(\"t\", Backbone = \"b\"), Labels(\"x\", \"y\")]";

    private const string BaseOfItsOwn =
        $"""
        namespace A;

        public abstract class Base(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
            : ClassificationTask<BottleneckAdapter>(declaration, backbone, config);

        {Task} public sealed partial class T : Base;
        """;

    [Theory]
    [InlineData("a global namespace", Variant)]
    [InlineData("an internal type", $"namespace A; {Options} [AdapterVariant(\"v\")] internal sealed {Head} : ResidualAdapter {Body}")]
    [InlineData(
        "nested types",
        $"namespace A.B; public static partial class Outer {{ internal partial record struct Inner {{ {Variant} }} }}")]
    [InlineData("a generic type around", $"namespace A; public partial class Outer<T> {{ {Variant} }}")]
    [InlineData("a namespace of ours", $"namespace AdapterKit.Plugins.Torch; {Variant}")]
    [InlineData("our own namespace", $"namespace AdapterKit; {Variant}")]
    [InlineData("a namespace called System", $"namespace A.System; {Variant}")]
    [InlineData("keywords as names", Keywords)]
    [InlineData(
        "several parts",
        $"namespace A; {Options} [AdapterVariant(\"v\")] public sealed {Head}; "
            + $"public sealed partial class V : ResidualAdapter; partial class V {Body}")]
    [InlineData("a namespace in braces", $"namespace A {{ namespace B {{ {Variant} }} }}")]
    [InlineData("no option at all", NoOption)]
    [InlineData("no component at all", NoComponent)]
    [InlineData("text that is code", IdThatIsCode)]
    public void A_variant_may_be_declared_with(string what, string source)
    {
        _ = what;
        GeneratorHarness.Run(source).AssertClean();
    }

    [Theory]
    [InlineData("[Down, Normal(0.02)]", "")]
    [InlineData("", "[Up, Zeros]")]
    [InlineData("", "")]
    public void Half_a_bottleneck_compiles_so_that_the_analyzers_can_say_what_is_missing(string down, string up) => GeneratorHarness.Run(
        $$"""
        namespace A;
        [AdapterVariant("half")]
        public sealed partial class HalfAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
        {
            {{down}} private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
            {{up}} private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
        }
        """).AssertClean();

    [Theory]
    [InlineData(
        "names of points with hyphens",
        "[Sublayer, InsertionPoint(\"feed-forward\")] private readonly FeedForward net = new(width, width, Activation.Relu);")]
    [InlineData(
        "a point named by a keyword",
        "[Sublayer, InsertionPoint(\"class\")] private readonly FeedForward @class = new(width, width, Activation.Relu);")]
    [InlineData(
        "no insertion point",
        "private readonly int width = width; public override Tensor forward(Tensor h, AdapterPass pass) => h * width;")]
    [InlineData(
        "fields with underscores",
        "[Sublayer, InsertionPoint(\"a\", Norm = nameof(_norm))] private readonly FeedForward _net = new(width, width, Activation.Relu); "
            + "private readonly LayerNorm _norm = LayerNorm(width);")]
    public void A_layer_may_be_declared_with(string what, string members)
    {
        _ = what;
        foreach (var norm in new[] { "Pre", "Post" })
        {
            GeneratorHarness.Run(
                $$"""
                namespace A;

                [TransformerLayer(Norm = NormPlacement.{{norm}})]
                public sealed partial class L(int width) : AdaptedLayer { {{members}} }
                """).AssertClean();
        }
    }

    [Theory]
    [InlineData("a global namespace", $"{Task} public sealed partial class T : ClassificationTask<BottleneckAdapter>;")]
    [InlineData(
        "internal and nested types",
        $"namespace A; internal static partial class Outer {{ {Task} "
            + "internal sealed partial class T : ClassificationTask<BottleneckAdapter>; }")]
    [InlineData(
        "one name in two namespaces",
        $"namespace A {{ {Task} public sealed partial class T : ClassificationTask<BottleneckAdapter>; }} "
            + "namespace B { [TaskAdapter(\"u\", Backbone = \"b\"), Labels(\"x\", \"y\")] "
            + "public sealed partial class T : ClassificationTask<BottleneckAdapter>; }")]
    [InlineData("a base of its own", BaseOfItsOwn)]
    public void A_task_may_be_declared_with(string what, string source)
    {
        _ = what;
        GeneratorHarness.Run(source).AssertClean();
    }
}

namespace AdapterKit.Analyzers.Tests;

public sealed class LayerEdgeTests
{
    private const string Net = "private readonly FeedForward net = new(width, width, Activation.Relu);";

    [Fact]
    public Task A_misspelled_nameof_is_reported_beside_the_error_of_the_compiler() => DiagnosticAssert.Reports(
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = [|nameof(nrom)|])] {Net} private readonly LayerNorm norm = LayerNorm(width);"),
        ("AK0206", "'L' has no member 'nrom'; did you mean 'norm'?"));

    [Fact]
    public Task A_misspelled_nameof_is_corrected() => DiagnosticAssert.Fixes(
        "AK0206",
        "Change to 'norm'",
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = nameof(nrom))] {Net} private readonly LayerNorm norm = LayerNorm(width);"),
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = nameof(norm))] {Net} private readonly LayerNorm norm = LayerNorm(width);"));

    [Fact]
    public async Task A_name_without_a_similar_one_gets_no_suggestion()
    {
        var source = Layer($"[Sublayer, InsertionPoint(\"net\", Norm = [|\"absent\"|])] {Net}");

        await DiagnosticAssert.Reports(source, ("AK0206", "'L' has no member 'absent'"));
        await DiagnosticAssert.OffersNoFix("AK0206", new Markup(source).Text);
    }

    [Theory]
    [InlineData("RmsNorm norm = new(8);")]
    [InlineData("LayerNorm norm = LayerNorm(8, bias: false);")]
    public Task Norms_of_every_kind_are_norms(string norm) => DiagnosticAssert.Reports(
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = nameof(norm))] {Net} private readonly {norm}"));

    [Fact]
    public Task Norms_of_outputs_are_norms() => DiagnosticAssert.ReportsNothing(
        Layer($"[Sublayer, InsertionPoint(\"net\", OutputNorm = nameof(norm))] {Net} private readonly RmsNorm norm = new(8);"));

    [Theory]
    [InlineData("[|\"nrom\"|]", "RmsNorm norm = new(8);", "AK0206", "'L' has no member 'nrom'; did you mean 'norm'?")]
    [InlineData(
        "[|nameof(other)|]",
        "FeedForward other = new(8, 8, Activation.Relu);",
        "AK0207",
        "'other' cannot be the norm: its type is FeedForward, but it must be a LayerNorm or a module that implements INorm")]
    [InlineData(
        "[|nameof(norm)|], Norm = nameof(norm)",
        "RmsNorm norm = new(8);",
        "AK0214",
        "'norm' is already the norm of 'net', so both points would have the same weights; give 'net' a norm of its own")]
    public Task Norms_of_outputs_are_checked(string output, string norm, string id, string message) => DiagnosticAssert.Reports(
        Layer($"[Sublayer, InsertionPoint(\"net\", OutputNorm = {output})] {Net} private readonly {norm}"), (id, message));

    [Fact]
    public Task A_norm_of_the_output_has_the_width_of_a_point() => DiagnosticAssert.ReportsNothing(
        """
        [TransformerLayer(Norm = NormPlacement.Pre)]
        public sealed partial class L(int width) : AdaptedLayer
        {
            private readonly FeedForward net = new(width, width, Activation.Relu);
            private readonly RmsNorm norm = new(8);
            public override Tensor forward(Tensor h, AdapterPass pass) => After(net.call(h, pass), h, pass);
            [InsertionPoint("p", OutputNorm = nameof(norm))]
            private partial Tensor After(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """);

    [Fact]
    public Task An_interface_alone_makes_no_norm() => DiagnosticAssert.Reports(
        Layer(
            $"""
            [Sublayer, InsertionPoint("net", Norm = [|nameof(Norm)|])] {Net}
            private INorm Norm => throw new System.NotSupportedException();
            """),
        ("AK0207", "'Norm' cannot be the norm: its type is INorm, but it must be a LayerNorm or a module that implements INorm"));

    [Fact]
    public Task Names_with_the_same_method_name_conflict() => DiagnosticAssert.Reports(
        Layer(
            $"""
            [Sublayer, InsertionPoint("feed_forward")] {Net}
            [Sublayer, InsertionPoint([|"feed-forward"|])] {Net.Replace("net", "more", StringComparison.Ordinal)}
            """),
        ("AK0201", "Insertion point 'feed-forward' conflicts with 'feed_forward'; "
            + "the insertion points of a layer and their generated methods must have different names"));

    [Fact]
    public Task A_layer_without_sublayers_must_override_forward() => DiagnosticAssert.Reports(
        $"[TransformerLayer] public sealed partial class [|L|](int width) : AdaptedLayer {{ {Net} }}",
        ("AK0213", "'L' must override forward: it has no [Sublayer] for the generator to run"));

    [Theory]
    [InlineData("private partial Tensor [|After|](Tensor sublayer, Tensor residual);")]
    [InlineData("private partial void [|After|](Tensor sublayer, Tensor residual, AdapterPass pass);")]
    [InlineData("private static partial Tensor [|After|](Tensor sublayer, Tensor residual, AdapterPass pass);")]
    [InlineData("private partial Tensor [|After|](Tensor sublayer, ref Tensor residual, AdapterPass pass);")]
    [InlineData("private Tensor [|After|](Tensor sublayer, Tensor residual, AdapterPass pass) => sublayer + residual;")]
    public Task An_insertion_point_method_must_have_the_required_signature(string method) => DiagnosticAssert.Reports(
        Layer(
            $"""
            {Net}
            private int Width => net.Width;
            public override Tensor forward(Tensor h, AdapterPass pass) => nameof(After) is null ? After(h, h, pass) : net.call(h);
            [InsertionPoint("p", Width = nameof(Width))] {method}
            """),
        ("AK0202", "'After' is an insertion point method; "
            + "declare it as 'partial Tensor After(Tensor sublayer, Tensor residual, AdapterPass pass);'"));

    [Fact]
    public Task An_insertion_point_name_must_be_usable_in_keys() => DiagnosticAssert.Reports(
        Layer($"[Sublayer, InsertionPoint([|\"feed.forward\"|])] {Net}"),
        ("AK0005", "'feed.forward' cannot be used in file names and weight keys; "
            + "use letters, digits, hyphens and underscores, for example 'feed_forward'"));

    [Fact]
    public Task A_layer_that_overrides_forward_may_have_sublayers_without_insertion_points() => DiagnosticAssert.ReportsNothing(
        Layer($"[Sublayer] {Net} public override Tensor forward(Tensor h, AdapterPass pass) => net.call(h);"));

    [Fact]
    public Task A_norm_may_be_inherited() => DiagnosticAssert.ReportsNothing(
        """
        public abstract class Base : AdaptedLayer
        {
            protected Base(int width) => register_module("norm", Norm = LayerNorm(width));

            protected LayerNorm Norm { get; }
        }

        [TransformerLayer]
        public sealed partial class L(int width) : Base(width)
        {
            [Sublayer, InsertionPoint("net", Norm = nameof(Norm))] private readonly FeedForward net = new(8, 8, Activation.Relu);
        }
        """);

    private static string Layer(string members) =>
        $"[TransformerLayer] public sealed partial class L(int width) : AdaptedLayer {{ {members} }}";
}

namespace AdapterKit.Analyzers.Tests;

public sealed class LayerEdgeTests
{
    private const string Net = "private readonly FeedForward net = new(width, width, Activation.Relu);";

    [Fact, Reports("AK0206")]
    public Task A_misspelt_nameof_is_found_beside_the_compilers_own_error() => Verify.Reports(
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = [|nameof(nrom)|])] {Net} private readonly LayerNorm norm = LayerNorm(width);"),
        ("AK0206", "'L' has no member 'nrom'; did you mean 'norm'?"));

    [Fact, Mends("AK0206")]
    public Task A_misspelt_nameof_is_corrected() => Verify.Mends(
        "AK0206",
        "Change to 'norm'",
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = nameof(nrom))] {Net} private readonly LayerNorm norm = LayerNorm(width);"),
        Layer($"[Sublayer, InsertionPoint(\"net\", Norm = nameof(norm))] {Net} private readonly LayerNorm norm = LayerNorm(width);"));

    [Fact, Reports("AK0206")]
    public async Task A_name_like_no_other_gets_no_proposal()
    {
        var source = Layer($"[Sublayer, InsertionPoint(\"net\", Norm = [|\"absent\"|])] {Net}");

        await Verify.Reports(source, ("AK0206", "'L' has no member 'absent'"));
        await Verify.OffersNothing("AK0206", new Markup(source).Text);
    }

    [Fact, Reports("AK0201")]
    public Task Names_whose_methods_would_be_one_are_the_same() => Verify.Reports(
        Layer($"[Sublayer, InsertionPoint(\"feed_forward\")] {Net} [Sublayer, InsertionPoint([|\"feed-forward\"|])] {Net.Replace("net", "more", StringComparison.Ordinal)}"),
        ("AK0201", "Insertion point 'feed-forward' is taken by 'feed_forward': the names in a layer must differ, and so must the names of their methods"));

    [Fact, Reports("AK0213")]
    public Task A_layer_without_sublayers_writes_forward() => Verify.Reports(
        $"[TransformerLayer] public sealed partial class [|L|](int width) : AdaptedLayer {{ {Net} }}",
        ("AK0213", "'L' must write forward itself: it has no [Sublayer] that the compiler could run"));

    [Theory, Reports("AK0202")]
    [InlineData("private partial Tensor [|After|](Tensor sublayer, Tensor residual);")]
    [InlineData("private partial void [|After|](Tensor sublayer, Tensor residual, AdapterPass pass);")]
    [InlineData("private static partial Tensor [|After|](Tensor sublayer, Tensor residual, AdapterPass pass);")]
    [InlineData("private partial Tensor [|After|](Tensor sublayer, ref Tensor residual, AdapterPass pass);")]
    [InlineData("private Tensor [|After|](Tensor sublayer, Tensor residual, AdapterPass pass) => sublayer + residual;")]
    public Task The_method_of_a_point_has_one_signature(string method) => Verify.Reports(
        Layer($"{Net} private int Width => net.Width; public override Tensor forward(Tensor h, AdapterPass pass) => nameof(After) is null ? After(h, h, pass) : net.call(h); [InsertionPoint(\"p\", Width = nameof(Width))] {method}"),
        ("AK0202", "'After' stands for an insertion point: declare it as 'partial Tensor After(Tensor sublayer, Tensor residual, AdapterPass pass);'"));

    [Fact, Reports("AK0005")]
    public Task Names_of_points_go_into_keys() => Verify.Reports(
        Layer($"[Sublayer, InsertionPoint([|\"feed.forward\"|])] {Net}"),
        ("AK0005", "'feed.forward' cannot be part of a file name and of the keys of weights: write letters, digits, hyphens and underscores, such as 'feed_forward'"));

    [Fact]
    public Task A_layer_that_writes_forward_may_mark_sublayers_without_points() => Verify.Silent(
        Layer($"[Sublayer] {Net} public override Tensor forward(Tensor h, AdapterPass pass) => net.call(h);"));

    [Fact]
    public Task The_norm_may_be_inherited() => Verify.Silent(
        """
        public abstract class Base(int width) : AdaptedLayer { protected LayerNorm Norm { get; } = LayerNorm(width); }

        [TransformerLayer]
        public sealed partial class L(int width) : Base(width)
        {
            [Sublayer, InsertionPoint("net", Norm = nameof(Norm))] private readonly FeedForward net = new(8, 8, Activation.Relu);
        }
        """);

    private static string Layer(string members) => $"[TransformerLayer] public sealed partial class L(int width) : AdaptedLayer {{ {members} }}";
}

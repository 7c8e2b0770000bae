namespace AdapterKit.Analyzers.Tests;

public sealed class LayerTests
{
    [Fact, Reports("AK0201")]
    public Task A_layer_s_insertion_points_have_different_names() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            [Sublayer, InsertionPoint([|"attention"|])]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """,
        ("AK0201", "Insertion point 'attention' is taken by 'attention': the names in a layer must differ, and so must the names of their methods"));

    [Fact, Reports("AK0202")]
    public Task An_insertion_point_s_method_has_the_one_signature() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            public override Tensor forward(Tensor h, AdapterPass pass) => AfterFeedForward(feedForward.call(h), h, pass);

            [InsertionPoint("feed_forward", Norm = nameof(norm))]
            private Tensor [|AfterFeedForward|](Tensor sublayer, Tensor residual, AdapterPass pass) => sublayer + residual;
        }
        """,
        ("AK0202", "'AfterFeedForward' stands for an insertion point: declare it as 'partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);'"));

    [Fact, Reports("AK0203")]
    public Task An_insertion_point_on_a_field_follows_a_sub_layer() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [InsertionPoint("feed_forward")]
            private readonly FeedForward [|feedForward|] = new(width, 2 * width, Activation.Gelu);
        }
        """,
        ("AK0203", "'feedForward' has [InsertionPoint] and is no [Sublayer]: add [Sublayer], or declare the point as a partial method"));

    [Fact, Reports("AK0204")]
    public Task A_sub_layer_has_its_insertion_point() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            [Sublayer]
            private readonly FeedForward [|feedForward|] = new(width, 2 * width, Activation.Gelu);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """,
        ("AK0204", "'feedForward' has [Sublayer] and no [InsertionPoint]: the generated forward would leave it out"));

    [Fact, Reports("AK0205")]
    public Task A_sub_layer_is_a_module_with_a_width() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("mix")]
            private readonly Linear [|mix|] = Linear(width, width);
        }
        """,
        ("AK0205", "'mix' cannot be a sub-layer: Linear must implement ISublayer and derive from Module<Tensor, Tensor> or Module<Tensor, AdapterPass, Tensor>"));

    [Fact, Reports("AK0206")]
    public Task An_insertion_point_s_norm_exists() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = [|"nrom"|])]
            private readonly SelfAttention attention = new(width, heads: 2);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """,
        ("AK0206", "'PlainLayer' has no member 'nrom'; did you mean 'norm'?"));

    [Fact, Reports("AK0207")]
    public Task An_insertion_point_s_norm_is_a_layer_norm() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = [|nameof(scale)|])]
            private readonly SelfAttention attention = new(width, heads: 2);

            private readonly Linear scale = Linear(width, width);
        }
        """,
        ("AK0207", "'scale' cannot be the norm: it is of type Linear, and must be a LayerNorm"));

    [Fact, Reports("AK0208")]
    public Task An_insertion_point_s_width_exists() => Verify.Reports(
        """
        [TransformerLayer(Norm = NormPlacement.Pre)]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            private int Width => feedForward.Width;

            public override Tensor forward(Tensor h, AdapterPass pass) =>
                AfterFeedForward(feedForward.call(BeforeFeedForward(h, pass)), h, pass);

            [InsertionPoint("feed_forward", Norm = nameof(norm), Width = [|"Wdith"|])]
            private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """,
        ("AK0208", "'PlainLayer' has no int member 'Wdith' to take the width from; did you mean 'Width'?"));

    [Fact, Reports("AK0209")]
    public Task An_insertion_point_knows_its_width() => Verify.Reports(
        """
        [TransformerLayer(Norm = NormPlacement.Pre)]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            private int Width => feedForward.Width;

            public override Tensor forward(Tensor h, AdapterPass pass) =>
                AfterFeedForward(feedForward.call(BeforeFeedForward(h, pass)), h, pass);

            [[|InsertionPoint("feed_forward", Norm = nameof(norm))|]]
            private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """,
        ("AK0209", "Nothing tells the width at insertion point 'feed_forward': name an int member that holds it, as in Width = nameof(Width)"));

    [Fact, Reports("AK0210")]
    public Task An_insertion_point_is_called() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            public override Tensor forward(Tensor h, AdapterPass pass) => feedForward.call(h);

            [InsertionPoint("feed_forward", Norm = nameof(norm))]
            private partial Tensor [|AfterFeedForward|](Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """,
        ("AK0210", "'AfterFeedForward' is never called: no adapter would run at insertion point 'feed_forward'"));

    [Fact, Reports("AK0211")]
    public Task An_insertion_point_is_called_once() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly SelfAttention attention = new(width, heads: 2);
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            public override Tensor forward(Tensor h, AdapterPass pass)
            {
                h = After(attention.call(h, pass), h, pass);
                return [|After(feedForward.call(h), h, pass)|];
            }

            [InsertionPoint("attention", Norm = nameof(norm))]
            private partial Tensor After(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """,
        ("AK0211", "'After' is called before on the same way through forward: the adapters at insertion point 'attention' would run twice"));

    [Fact, Reports("AK0212")]
    public Task Sub_layers_stand_in_one_part_of_their_class() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            private readonly LayerNorm norm = LayerNorm(width);
        }

        public sealed partial class PlainLayer
        {
            [Sublayer, InsertionPoint("feed_forward")]
            private readonly FeedForward [|feedForward|] = new(width, 2 * width, Activation.Gelu);
        }
        """,
        ("AK0212", "'feedForward' stands in another part of 'PlainLayer' than the first sub-layer: the order in which the generated forward runs them would depend on the order of files"));

    [Fact, Reports("AK0213")]
    public Task A_layer_that_the_compiler_cannot_run_writes_forward() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class [|PlainLayer|](int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            [InsertionPoint("feed_forward", Norm = nameof(norm))]
            private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """,
        ("AK0213", "'PlainLayer' must write forward itself: its insertion point 'feed_forward' is a method, which the compiler would not know where to call"));
}

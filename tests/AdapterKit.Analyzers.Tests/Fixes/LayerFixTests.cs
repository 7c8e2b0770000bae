namespace AdapterKit.Analyzers.Tests;

public sealed class LayerFixTests
{
    [Fact, Mends("AK0201")]
    public Task Rename_to_feed_forward() => Verify.Mends(
        "AK0201",
        "Rename to 'feed_forward'",
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            [Sublayer, InsertionPoint("attention")]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """,
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            [Sublayer, InsertionPoint("feed_forward")]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """);

    [Fact, Mends("AK0202")]
    public Task Make_AfterFeedForward_the_method_of_an_insertion_point() => Verify.Mends(
        "AK0202",
        "Make 'AfterFeedForward' the method of an insertion point",
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            public override Tensor forward(Tensor h, AdapterPass pass) => AfterFeedForward(feedForward.call(h), h, pass);

            [InsertionPoint("feed_forward", Norm = nameof(norm))]
            private Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass) => sublayer + residual;
        }
        """,
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            public override Tensor forward(Tensor h, AdapterPass pass) => AfterFeedForward(feedForward.call(h), h, pass);

            [InsertionPoint("feed_forward", Norm = nameof(norm))]
            private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """);

    [Fact, Mends("AK0203")]
    public Task Add_Sublayer() => Verify.Mends(
        "AK0203",
        "Add [Sublayer]",
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [InsertionPoint("feed_forward")]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
        }
        """,
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("feed_forward")]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
        }
        """);

    [Fact, Mends("AK0204")]
    public Task Add_insertion_point_feed_forward() => Verify.Mends(
        "AK0204",
        "Add insertion point 'feed_forward'",
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            [Sublayer]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """,
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            [Sublayer, InsertionPoint("feed_forward")]
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """);

    [Fact, Mends("AK0206")]
    public Task Change_to_norm() => Verify.Mends(
        "AK0206",
        "Change to 'norm'",
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = "nrom")]
            private readonly SelfAttention attention = new(width, heads: 2);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """,
        """
        [TransformerLayer]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, heads: 2);

            private readonly LayerNorm norm = LayerNorm(width);
        }
        """);

    [Fact, Mends("AK0208")]
    public Task Change_to_Width() => Verify.Mends(
        "AK0208",
        "Change to 'Width'",
        """
        [TransformerLayer(Norm = NormPlacement.Pre)]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            private int Width => feedForward.Width;

            public override Tensor forward(Tensor h, AdapterPass pass) =>
                AfterFeedForward(feedForward.call(BeforeFeedForward(h, pass)), h, pass);

            [InsertionPoint("feed_forward", Norm = nameof(norm), Width = "Wdith")]
            private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """,
        """
        [TransformerLayer(Norm = NormPlacement.Pre)]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
            private readonly LayerNorm norm = LayerNorm(width);

            private int Width => feedForward.Width;

            public override Tensor forward(Tensor h, AdapterPass pass) =>
                AfterFeedForward(feedForward.call(BeforeFeedForward(h, pass)), h, pass);

            [InsertionPoint("feed_forward", Norm = nameof(norm), Width = nameof(Width))]
            private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
        }
        """);
}

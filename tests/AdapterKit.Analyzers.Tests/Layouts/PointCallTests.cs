namespace AdapterKit.Analyzers.Tests;

public sealed class PointCallTests
{
    [Theory]
    [InlineData("on two branches", "return pass.TokenMask is null ? After(net.call(h), h, pass) : After(h * 2, h, pass);")]
    [InlineData("before an early return", "if (pass.TokenMask is null) return After(net.call(h), h, pass); return After(h * 2, h, pass);")]
    [InlineData("in cases", "switch (h.size(0)) { case 1: return After(net.call(h), h, pass); default: return After(h * 2, h, pass); }")]
    [InlineData("in a loop", "for (var i = 0; i < 2; i++) h = After(net.call(h), h, pass); return h;")]
    [InlineData("as a delegate", "Func<Tensor, Tensor, AdapterPass, Tensor> after = After; return after(net.call(h), h, pass);")]
    [InlineData("in a helper", "return Helper(h, pass);")]
    public Task A_point_may_be_called(string where, string body)
    {
        _ = where;
        return Verify.Silent(Layer(body));
    }

    [Fact, Reports("AK0211")]
    public Task A_call_after_a_branch_that_may_have_called_is_the_second_one() => Verify.Reports(
        Layer("if (pass.TokenMask is null) h = After(net.call(h), h, pass); return [|After(h * 2, h, pass)|];"),
        ("AK0211", "'After' is called before on the same way through forward: the adapters at insertion point 'net' would run twice"));

    [Fact, Reports("AK0210")]
    public Task A_point_on_a_field_is_called_too() => Verify.Reports(
        """
        [TransformerLayer]
        public sealed partial class L(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("net")] private readonly FeedForward [|net|] = new(width, width, Activation.Relu);

            public override Tensor forward(Tensor h, AdapterPass pass) => net.call(h);
        }
        """,
        ("AK0210", "'AfterNet' is never called: no adapter would run at insertion point 'net'"));

    private static string Layer(string body) =>
        $$"""
        [TransformerLayer]
        public sealed partial class L(int width) : AdaptedLayer
        {
            private readonly FeedForward net = new(width, width, Activation.Relu);
            private readonly LayerNorm norm = LayerNorm(width);

            public override Tensor forward(Tensor h, AdapterPass pass)
            {
                {{body}}
            }

            [InsertionPoint("net", Norm = nameof(norm))]
            private partial Tensor After(Tensor sublayer, Tensor residual, AdapterPass pass);

            private Tensor Helper(Tensor h, AdapterPass pass) => {{(body.Contains("Helper", StringComparison.Ordinal) ? "After(net.call(h), h, pass)" : "h + pass.GetHashCode()")}};
        }
        """;
}

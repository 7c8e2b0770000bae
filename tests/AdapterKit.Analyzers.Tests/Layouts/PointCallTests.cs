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
    public Task An_insertion_point_may_be_called(string where, string body)
    {
        _ = where;
        return DiagnosticAssert.ReportsNothing(Layer(body));
    }

    [Fact]
    public Task A_call_after_a_branch_with_a_call_is_a_second_call() => DiagnosticAssert.Reports(
        Layer("if (pass.TokenMask is null) h = After(net.call(h), h, pass); return [|After(h * 2, h, pass)|];"),
        ("AK0211", "'After' is already called on the same path through forward, so the adapters at insertion point 'net' would run twice"));

    [Fact]
    public Task An_insertion_point_on_a_field_must_be_called_too() => DiagnosticAssert.Reports(
        """
        [TransformerLayer]
        public sealed partial class L(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("net")] private readonly FeedForward [|net|] = new(width, width, Activation.Relu);

            public override Tensor forward(Tensor h, AdapterPass pass) => net.call(h);
        }
        """,
        ("AK0210", "'AfterNet' is never called, so no adapter would run at insertion point 'net'"));

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

            private Tensor Helper(Tensor h, AdapterPass pass) => {{HelperFor(body)}};
        }
        """;

    // Only a body that uses the helper must find the call in it.
    private static string HelperFor(string body) =>
        body.Contains("Helper", StringComparison.Ordinal) ? "After(net.call(h), h, pass)" : "h + pass.GetHashCode()";
}

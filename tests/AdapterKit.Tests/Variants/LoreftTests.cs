namespace AdapterKit.Tests;

/// <summary>LoReFT against its formula, in double precision.</summary>
public sealed class LoreftTests
{
    private const int Width = 6;

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(9, 9)]
    public void It_replaces_a_subspace_at_the_first_and_last_tokens(int first, int last)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var adapter = (LoreftAdapter)LoreftAdapter.Variant.Create(
            new AdapterShape(Width), new LoreftOptions { Rank = 2, First = first, Last = last }).to(float64);
        var h = randn(2, 5, Width, float64);
        var tokens = tensor(new[,] { { true, true, true, true, true }, { true, true, true, false, false } });
        var changed = h + adapter.Delta(h, tokens);

        var rows = Orthonormalize(adapter.get_parameter("rotation")!);
        var (weight, bias) = (adapter.get_parameter("source.weight")!, adapter.get_parameter("source.bias")!);
        int[] lengths = [5, 3];
        for (var text = 0; text < 2; text++)
        {
            for (var token = 0; token < 5; token++)
            {
                var x = h[text, token];
                var isChanged = token < lengths[text] && (token < first || token >= lengths[text] - last);
                var expected = isChanged ? x + rows.matmul(weight.matmul(x) + bias - rows.t().matmul(x)) : x;
                Tensors.AssertClose(changed[text, token], expected, 1e-10, $"token {token} of text {text}");
            }
        }

        // Seen through R, what was there is replaced by what was learned.
        if (first > 0)
            Tensors.AssertClose(rows.t().matmul(changed[0, 0]), weight.matmul(h[0, 0]) + bias, 1e-10, "the subspace");
    }

    /// <summary>A rounding error turns no direction around.</summary>
    [Fact]
    public void Its_change_depends_continuously_on_its_weights()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var adapter = LoreftAdapter.Variant.Create(new AdapterShape(Width), new LoreftOptions { Rank = 2 }).to(float64);
        var (h, rotation) = (randn(1, 3, Width, float64), adapter.get_parameter("rotation")!);
        rotation[0, 0] = 1e-9;
        var before = adapter.Delta(h);
        rotation[0, 0] = -1e-9;

        Tensors.AssertClose(adapter.Delta(h), before, 1e-6, "the change");
    }

    [Fact]
    public void It_can_be_trained()
    {
        using var scope = NewDisposeScope();
        var adapter = LoreftAdapter.Variant.Create(new AdapterShape(Width), new LoreftOptions { Rank = 2 });
        adapter.Delta(randn(2, 5, Width)).square().sum().backward();

        Assert.All(adapter.parameters(), parameter => Assert.True(parameter.grad!.isfinite().all().ToBoolean()));
    }

    // Gram and Schmidt.
    private static Tensor Orthonormalize(Tensor matrix)
    {
        var columns = new List<Tensor>();
        foreach (var column in matrix.unbind(1))
        {
            var rest = columns.Aggregate(column, (left, known) => left - (known * known.dot(left)));
            columns.Add(rest / rest.norm());
        }

        return stack(columns, 1);
    }
}

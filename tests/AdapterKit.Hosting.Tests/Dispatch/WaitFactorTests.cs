namespace AdapterKit.Hosting.Tests;

/// <summary>How much longer waits become than expected.</summary>
public sealed class WaitFactorTests
{
    private static readonly TimeSpan Expected = TimeSpan.FromMilliseconds(100);

    private readonly WaitFactor waits = new();

    private double Factor => waits.Stretch(Expected) / Expected;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_row_in_a_thousand_takes_longer_than_the_stretched_time(int seed)
    {
        // Times from zero to twice the expectation: all but a thousandth are below 1.998 times it.
        var random = new Random(seed);
        var (exceeded, counted) = (0, 0);
        for (var row = 0; row < 400_000; row++)
        {
            var time = 2 * random.NextDouble();
            if (row >= 100_000)
                (exceeded, counted) = (exceeded + (time > Factor ? 1 : 0), counted + 1);

            Observe(Row(time));
        }

        Assert.InRange(exceeded / (double)counted, 0.0005, 0.002);
        Assert.InRange(Factor, 1.8, 2.11);
    }

    [Fact]
    public void It_is_one_at_least_and_four_at_most()
    {
        for (var pass = 0; pass < 1000; pass++)
            Observe(Row(0.1));
        Assert.Equal(1, Factor, 1e-9);

        Observe(Row(1.5));
        Assert.Equal(1.05, Factor, 1e-9);
        for (var pass = 0; pass < 100; pass++)
            Observe(Row(100));
        Assert.Equal(4, Factor, 1e-9);
    }

    [Fact]
    public void A_pass_counts_once_however_many_of_its_rows_took_longer()
    {
        waits.Observe([Row(1.5), Row(2), Row(3)], TimeSpan.Zero);
        Assert.Equal(1.05, Factor, 1e-9);
    }

    [Fact]
    public void A_row_that_was_expected_soon_says_nothing()
    {
        Observe(Row(50, deadline: Expected * 5.1));
        Assert.Equal(1, Factor, 1e-9);
        Observe(Row(50, deadline: Expected * 4.9));
        Assert.Equal(1.05, Factor, 1e-9);
    }

    // A row that arrived so many expected times ago, as the pass ends at no time.
    private static QueuedRow Row(double time, TimeSpan? deadline = null)
    {
        var arrived = -time * Expected;
        var request = new DispatchRequest("", 1, arrived, arrived + (deadline ?? Expected));
        return new(new PreparedRow(new("a", new TaskInput("a")), new TokenizedText([1], false), 128, null), request, 0)
        {
            Expected = Expected,
        };
    }

    private void Observe(QueuedRow row) => waits.Observe([row], TimeSpan.Zero);
}

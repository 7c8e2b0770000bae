namespace AdapterKit.Hosting.Tests;

/// <summary>How much longer waits may become than expected.</summary>
public sealed class WaitFactorsTests
{
    private const string Key = "one";

    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Expected = Allowed / 4;

    private readonly WaitFactors waits = new();

    private double Factor => FactorOf(Key);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_row_in_a_thousand_takes_longer_than_the_stretched_time(int seed)
    {
        // Waits take up to four times what is expected: all but a thousandth less than 3.996 times it.
        var random = new Random(seed);
        var (exceeded, counted) = (0, 0);
        for (var row = 0; row < 400_000; row++)
        {
            var time = 4 * random.NextDouble();
            if (row >= 100_000)
                (exceeded, counted) = (exceeded + (time > Factor ? 1 : 0), counted + 1);

            Observe(Row(Expected, time * Expected));
        }

        Assert.InRange(exceeded / (double)counted, 0.0005, 0.002);
        Assert.InRange(Factor, 3.6, 4.2);
    }

    [Fact]
    public void It_begins_at_one_and_a_half_and_is_eight_at_most()
    {
        for (var pass = 0; pass < 1000; pass++)
            Observe(Row(Expected, Expected * 0.1));
        Assert.Equal(1.5, Factor, 1e-9);

        Observe(Row(Expected, Expected * 1.6));
        Assert.Equal(1.5 * 1.05, Factor, 1e-9);
        for (var pass = 0; pass < 100; pass++)
            Observe(Row(Expected, Expected * 100));
        Assert.Equal(8, Factor, 1e-9);
    }

    [Fact]
    public void A_pass_counts_once_however_many_of_its_rows_took_longer()
    {
        Observe(Row(Expected, Expected * 1.6), Row(Expected, Expected * 2), Row(Expected, Expected * 3));
        Assert.Equal(1.5 * 1.05, Factor, 1e-9);
    }

    [Fact]
    public void A_row_that_few_come_before_says_nothing()
    {
        Observe(Row(Allowed * 0.04, Allowed * 2));
        Assert.Equal(1.5, Factor, 1e-9);
        Observe(Row(Allowed * 0.06, Allowed * 2));
        Assert.Equal(1.5 * 1.05, Factor, 1e-9);
    }

    [Fact]
    public void A_row_that_is_late_has_taken_longer_whenever_that_was_found()
    {
        waits.Observe([Row(Expected, Expected)], TimeSpan.Zero, areLate: true);
        Assert.Equal(1.5 * 1.05, Factor, 1e-9);
    }

    [Fact]
    public void The_passes_are_not_stretched()
    {
        var expected = new ExpectedWait(Expected, Expected * 3);
        Assert.Equal(Expected * 4.5, waits.Stretch(Key, expected));
    }

    [Fact]
    public void Each_key_learns_from_its_own_rows()
    {
        Observe(Row(Expected, Expected * 2, "other"), Row(Expected, Expected));

        Assert.Equal(1.5 * 1.05, FactorOf("other"), 1e-9);
        Assert.Equal(1.5, Factor, 1e-9);
        Assert.Equal(1.5, FactorOf("unknown"), 1e-9);
    }

    [Fact]
    public void What_was_learned_fades()
    {
        for (var pass = 0; pass < 100; pass++)
            Observe(Row(Expected, Expected * 100));

        waits.Observe([], TimeSpan.FromSeconds(30));
        Assert.Equal(1.5 + (6.5 / 2), Factor, 1e-9);
        waits.Observe([], TimeSpan.FromMinutes(10));
        Assert.Equal(1.5, Factor, 1e-9);
    }

    // A row that arrived some time ago, as the pass ends at no time.
    private static QueuedRow Row(TimeSpan expected, TimeSpan time, string key = Key)
    {
        var request = new DispatchRequest(key, 1, -time, Allowed - time);
        return new(new PreparedRow(new("a", new TaskInput("a")), new TokenizedText([1], false), 128, null), request, 0)
        {
            Expected = new(expected, TimeSpan.Zero),
        };
    }

    private double FactorOf(string key) => waits.Stretch(key, new(Allowed, TimeSpan.Zero)) / Allowed;

    private void Observe(params IReadOnlyList<QueuedRow> rows) => waits.Observe(rows, TimeSpan.Zero);
}

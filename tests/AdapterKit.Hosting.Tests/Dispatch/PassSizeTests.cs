namespace AdapterKit.Hosting.Tests;

/// <summary>How long a pass may take.</summary>
public sealed class PassSizeTests
{
    private const int Tokens = 10;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(300);

    // A token takes ten microseconds: a row a tenth of a millisecond.
    [Theory]
    [InlineData(1, false, 190)]     // twenty times the overhead: 20 ms
    [InlineData(2, false, 380)]     // 40 ms
    [InlineData(0.1, false, 99)]    // a thirtieth of the latency at least: 10 ms
    [InlineData(10, false, 900)]    // a third of it at most: 100 ms
    [InlineData(10, true, 400)]     // five times the overhead: 50 ms
    [InlineData(3, true, 345)]      // an eighth of the latency at least: 37.5 ms
    [InlineData(1, true, 190)]      // no more than without
    [InlineData(30, true, 700)]     // a third of it
    public void A_pass_takes_twenty_or_five_times_its_overhead_within_parts_of_the_latency(double overhead, bool leavesRoom, int rows)
    {
        var cost = new CostModel();
        for (var round = 0; round < 300; round++)
        {
            var (count, length) = (1 + (round * 7 % 60), 5 + (round * 11 % 90));
            cost.Observe(count, length, TimeSpan.FromMilliseconds(overhead + (0.01 * count * length)));
        }

        var size = new PassSize(new() { TargetLatency = Latency, MaxTokensPerPass = 1 << 20 }, cost);
        var row = Row();
        var taken = 0;
        while (size.Fits(row, leavesRoom))
        {
            size.Add(row);
            taken++;
        }

        Assert.InRange(taken, rows * 0.97, rows * 1.03);
    }

    private static QueuedRow Row() => new(
        new PreparedRow(new("a", new TaskInput("a")), new TokenizedText(new int[Tokens], false), 128, null),
        new DispatchRequest("", 1, TimeSpan.Zero, TimeSpan.FromHours(1)),
        0);
}

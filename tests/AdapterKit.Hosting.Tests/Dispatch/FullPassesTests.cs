namespace AdapterKit.Hosting.Tests;

/// <summary>How long a token takes while rows wait.</summary>
public sealed class FullPassesTests
{
    private const int Length = 16;

    private static readonly DispatcherOptions Options = new();

    private readonly CostModel cost = new();
    private readonly FullPasses passes;

    public FullPassesTests() => passes = new FullPasses(Options, cost);

    private TimeSpan Ideal => cost.Predict(Options.MaxTokensPerPass / Length, Length) / Options.MaxTokensPerPass;

    [Fact]
    public void A_token_takes_its_part_of_the_largest_pass_until_passes_have_run() =>
        Assert.Equal(Ideal, passes.TimePerToken(Length));

    [Theory]
    [InlineData(1.5)]
    [InlineData(4)]
    public void What_padding_and_short_passes_add_is_learned(double added)
    {
        for (var pass = 0; pass < 100; pass++)
            Observe(added);

        Assert.Equal(added, passes.TimePerToken(Length) / Ideal, 1e-2);
    }

    [Fact]
    public void A_pass_that_stood_still_does_not_count_for_more_than_ten()
    {
        Observe(1e6);
        Assert.InRange(passes.TimePerToken(Length) / Ideal, 1, 2);
    }

    private void Observe(double added)
    {
        QueuedRow[] rows = [Row(Length - 8), Row(Length + 8)];
        passes.Observe(rows, Ideal * added * rows.Sum(row => row.Tokens));
    }

    private static QueuedRow Row(int tokens) => new(
        new PreparedRow(new("a", new TaskInput("a")), new TokenizedText(new int[tokens], false), 128, null),
        new DispatchRequest("", 1, TimeSpan.Zero, TimeSpan.FromHours(1)),
        0);
}

using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>Takes a millisecond a pass and ten microseconds a token, by a clock of its own; a letter of a text is a token.</summary>
internal sealed class FakeExecutor(FakeTimeProvider clock) : IPassExecutor
{
    public List<IReadOnlyList<DispatchRow>> Passes { get; } = [];

    /// <summary>Whether tasks did without layers, for each pass.</summary>
    public List<bool> Short { get; } = [];

    /// <summary>What becomes of a row.</summary>
    public Func<DispatchRow, RowResult> Answer { get; set; } = _ => new RowResult(RowState.Answered) { Generation = 1 };

    /// <summary>How long a pass takes, by its rows and its tokens.</summary>
    public Func<int, int, TimeSpan> Time { get; set; } = TimeOf;

    public static TimeSpan TimeOf(int rows, int tokens) => TimeSpan.FromMilliseconds(1 + (0.01 * rows * tokens));

    public IReadOnlyList<(PreparedRow Row, RowResult? Result)> Prepare(IReadOnlyList<DispatchRow> rows) =>
        [.. rows.Select(row => (Prepare(row), (RowResult?)null))];

    public IReadOnlyList<RowResult> Run(IReadOnlyList<PreparedRow> rows, bool isShort = false)
    {
        Short.Add(isShort);
        Passes.Add([.. rows.Select(row => row.Row)]);
        clock.Advance(Time(rows.Count, rows.Max(row => row.Tokens)));
        return [.. rows.Select(row => Answer(row.Row))];
    }

    private static PreparedRow Prepare(DispatchRow row) =>
        new(row, new TokenizedText(new int[row.Input.Text.Length], false), 128, null);
}

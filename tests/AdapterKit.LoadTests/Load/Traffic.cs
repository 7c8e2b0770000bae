namespace AdapterKit.LoadTests;

/// <summary>
/// Texts of 6 to 24 words, each for a task: the first task is asked for most, the second half as often, and so on (Zipf).
/// </summary>
/// <param name="tasks">The tasks.</param>
/// <param name="seed">The same seed gives the same requests.</param>
/// <param name="texts">The texts to draw from; new ones without a value.</param>
internal sealed class Traffic(IReadOnlyList<string> tasks, int seed, IReadOnlyList<string>? texts = null)
{
    private static readonly string[] Vocabulary =
        ["meeting", "prize", "click", "server", "patch", "regards", "money", "the", "a", "list", "monday", "free"];

    private readonly Random random = new(seed);
    private readonly double[] shares = [.. Enumerable.Range(1, tasks.Count).Select(rank => 1.0 / rank)];

    /// <summary>Draws a task and a text.</summary>
    public (string Task, string Text) Next()
    {
        var place = random.NextDouble() * shares.Sum();
        var index = 0;
        while (index < shares.Length - 1 && (place -= shares[index]) > 0)
            index++;

        if (texts is not null)
            return (tasks[index], texts[random.Next(texts.Count)]);

        var words = Enumerable.Range(0, random.Next(6, 25)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]);
        return (tasks[index], string.Join(' ', words));
    }

    /// <summary>Draws the time to the next request of a Poisson process.</summary>
    /// <param name="rate">Requests a second.</param>
    public TimeSpan NextPause(double rate) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate);
}

using System.Diagnostics;

namespace AdapterKit.LoadTests;

/// <summary>Sends requests to a target.</summary>
/// <param name="target">The target.</param>
/// <param name="traffic">What is asked for.</param>
/// <param name="timeout">The time that a request allows.</param>
internal sealed class LoadGenerator(ILoadTarget target, Traffic traffic, TimeSpan timeout)
{
    // Callers that ask again at once would take the cores of the server to be refused.
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMilliseconds(10);

    // A long run measures memory, which calls that are over must not fill.
    private const int ChecksEvery = 256;

    /// <summary>
    /// Sends requests at the times of a Poisson process, whatever became of those before (open loop), and waits for the last answer.
    /// </summary>
    /// <param name="rates">The requests a second of each caller.</param>
    /// <param name="duration">How long.</param>
    /// <returns>What became of them, by caller.</returns>
    public async Task<IReadOnlyList<Sample>> RunOpenAsync(IReadOnlyList<double> rates, TimeSpan duration)
    {
        List<Sample> samples = [.. rates.Select(_ => new Sample())];
        var calls = new List<Task>();
        var next = new PriorityQueue<int, TimeSpan>(rates.Select((rate, caller) => (caller, traffic.NextPause(rate))));
        var start = Stopwatch.GetTimestamp();
        while (next.TryDequeue(out var caller, out var due) && due < duration)
        {
            await WaitUntilAsync(start, due);
            var (task, text) = traffic.Next();
            calls.Add(Task.Run(() => CallAsync(caller, task, text, start, due, samples[caller])));
            if (calls.Count % ChecksEvery == 0)
                calls.RemoveAll(call => call.IsCompletedSuccessfully);
            next.Enqueue(caller, due + traffic.NextPause(rates[caller]));
        }

        await Task.WhenAll(calls);
        return samples;
    }

    /// <summary>Lets a number of callers ask one request after the other (closed loop).</summary>
    /// <returns>What became of them, and the answers a second.</returns>
    /// <exception cref="InvalidOperationException">There was no answer, so that nothing can be measured.</exception>
    public async Task<(Sample Sample, double Rate)> RunClosedAsync(int callers, TimeSpan duration)
    {
        var sample = new Sample();
        var gate = new Lock();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) is var now && now < duration)
            {
                (string Task, string Text) request;
                lock (gate)
                    request = traffic.Next();

                var outcome = await CallAsync(caller % LoadServer.Callers, request.Task, request.Text, start, now, sample);
                if (outcome != Outcome.Answered)
                    await Task.Delay(PauseAfterRefusal);
            }
        })));
        if (sample.Answered == 0)
            throw new InvalidOperationException($"The server answered none of {callers} callers within {duration.TotalSeconds} s.");

        return (sample, sample.Answered / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<Outcome> CallAsync(int caller, string task, string text, long start, TimeSpan due, Sample sample)
    {
        var sent = Stopwatch.GetTimestamp();
        var outcome = await target.AskAsync(caller, task, text);
        sample.Add(outcome, Stopwatch.GetElapsedTime(start) - due, Stopwatch.GetElapsedTime(sent), timeout);
        return outcome;
    }

    // Timers come up to a millisecond late: the rest is spent by yielding.
    private static async Task WaitUntilAsync(long start, TimeSpan due)
    {
        var rest = due - Stopwatch.GetElapsedTime(start);
        if (rest > TimeSpan.FromMilliseconds(2))
            await Task.Delay(rest - TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(start) < due)
            await Task.Yield();
    }
}

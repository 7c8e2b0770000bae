using System.Runtime.Loader;
using AdapterKit.Benchmarks;
using AdapterKit.Hosting;

namespace AdapterKit.LoadTests;

/// <summary>Swaps the weights of a task under load, every other time for weights that are broken.</summary>
/// <param name="host">The host of the task.</param>
/// <param name="dispatcher">The dispatcher.</param>
/// <param name="timeout">The time that a request allows.</param>
internal sealed class SwapGoals(PluginHost host, RequestDispatcher dispatcher, TimeSpan timeout) : ILoadTarget
{
    private const string Task = "spam";
    private const int Saturating = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly List<Version> versions = [];

    // The versions that were activated, each added before it is; and the place of the latest one that is sure to be.
    private readonly List<Version> activated = [];
    private int settled;
    private int wrong;
    private int lost;

    /// <summary>Swaps a number of times.</summary>
    public async Task RunAsync(int swaps, TimeSpan step, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("adapterkit-swap-");
        try
        {
            var traffic = new Traffic([Task], seed: 1);
            string[] texts = [.. Enumerable.Range(0, 50).Select(_ => traffic.Next().Text).Distinct()];
            Prepare(folder.FullName, texts);
            var broken = versions[1].CopyBroken(Path.Combine(folder.FullName, "broken"));
            Swap(versions[0]);
            var generator = new LoadGenerator(this, new Traffic([Task], seed: 1, texts), timeout);
            var (_, capacity) = await generator.RunClosedAsync(Saturating, step);
            var calm = (await generator.RunOpenAsync([0.5 * capacity], step))[0];
            Reset();
            var (memory, contexts) = (ProcessMemory.Collect(), Contexts);
            var (refused, seconds) = (0, (swaps * Pause.TotalSeconds) + step.TotalSeconds);
            var load = generator.RunOpenAsync([0.5 * capacity], TimeSpan.FromSeconds(seconds));
            await System.Threading.Tasks.Task.Run(async () =>
            {
                for (var swap = 0; swap < swaps; swap++)
                {
                    if (swap % 2 == 0)
                        Swap(versions[(swap / 2 + 1) % 2]);
                    else
                        refused += IsRefused(broken) ? 1 : 0;

                    await System.Threading.Tasks.Task.Delay(Pause);
                }
            });
            var sample = (await load)[0];
            MarkdownTable.Write(output, ["figure", "value", "goal"],
            [
                ["capacity, answers a second", $"{capacity:0}", ""],
                ["answers while it was swapped", $"{sample.Answered}", ""],
                ["broken weights that were refused", $"{refused}", $"{swaps / 2}"],
                ["lost", $"{lost + sample.Late}", "0"],
                ["answers of a wrong version", $"{wrong}", "0"],
                ["p99 ÷ p99 without swaps", $"{sample.QuantileOfAnswers(99) / calm.QuantileOfAnswers(99):0.00}", "≤ 1.5"],
                ["memory after ÷ before", $"{ProcessMemory.Collect() / (double)memory:0.000}", "≤ 1.02"],
                ["load contexts after − before", $"{Contexts - contexts}", "0"],
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async Task<Outcome> AskAsync(int caller, string task, string text)
    {
        int first;
        lock (gate)
            first = settled;

        try
        {
            var result = (await dispatcher.RunAsync([new DispatchRow(task, new TaskInput(text))], "", timeout))[0];
            lock (gate)
            {
                var isLost = result.State is not (RowState.Answered or RowState.Late);
                lost += isLost ? 1 : 0;
                wrong += result.State == RowState.Answered && !activated.Skip(first).Any(version => version.Matches(text, result)) ? 1 : 0;
                return result.State == RowState.Answered ? Outcome.Answered : isLost ? Outcome.Failed : Outcome.Late;
            }
        }
        catch (DispatchRejectedException)
        {
            return Outcome.Refused;
        }
    }

    private static int Contexts => AssemblyLoadContext.All.Count(context => context.IsCollectible);

    private void Prepare(string folder, IReadOnlyList<string> texts)
    {
        using var lease = host.Lease();
        foreach (var scale in (double[])[1, 0.5])
            versions.Add(Version.Create(lease.FindTask(Task)!, Path.Combine(folder, $"{scale}"), scale, texts));
    }

    private void Swap(Version next)
    {
        var staged = host.StageBundle(Task, next.Directory);
        lock (gate)
            activated.Add(next);

        staged.Activate();
        lock (gate)
            settled = activated.Count - 1;
    }

    private bool IsRefused(string broken)
    {
        try
        {
            host.StageBundle(Task, broken).Dispose();
            return false;
        }
        catch (PluginException)
        {
            return true;
        }
    }

    private void Reset() => (wrong, lost) = (0, 0);
}

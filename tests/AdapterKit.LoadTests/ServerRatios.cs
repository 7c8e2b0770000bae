using System.Net.Http.Json;
using AdapterKit.Benchmarks;
using AdapterKit.Hosting;
using AdapterKit.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.LoadTests;

/// <summary>Times the same rows asked for in different ways, each once a round, in an order drawn anew.</summary>
internal sealed class ServerRatios : IAsyncDisposable
{
    private const string Task = "spam";
    private const int WarmUp = 3;

    private readonly WebApplication server;
    private readonly HttpClient client;
    private readonly RequestDispatcher dispatcher;
    private readonly PluginHost host;
    private readonly string[] texts;

    private ServerRatios(WebApplication server, string[] texts)
    {
        (this.server, this.texts) = (server, texts);
        client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        dispatcher = server.Services.GetRequiredService<RequestDispatcher>();
        host = server.Services.GetRequiredService<PluginHost>();
    }

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<ServerRatios> StartAsync(int rows, int words)
    {
        // A machine that is busy with other work must not lead the server to smaller passes.
        var server = ServerApplication.Create(
        [
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--AdapterKit:Threads=1",
            "--AdapterKit:Dispatcher:TargetLatency=00:00:05",
        ]);
        await server.StartAsync();
        var random = new Random(1);
        string[] vocabulary = ["meeting", "prize", "click", "server", "patch", "regards", "money", "the", "a", "list", "monday", "free"];
        return new(server, [.. Enumerable.Range(0, rows).Select(
            _ => string.Join(' ', Enumerable.Range(0, words).Select(_ => vocabulary[random.Next(vocabulary.Length)])))]);
    }

    public async Task RunAsync(int rounds, Func<TimeSpan> clock, TextWriter output)
    {
        List<DispatchRow> one = [.. texts.Select(text => new DispatchRow(Task, new TaskInput(text)))];
        var tasks = host.Tasks.Select(task => task.Id).ToList();
        List<DispatchRow> mixed = [.. texts.Select((text, index) => new DispatchRow(tasks[index % tasks.Count], new TaskInput(text)))];
        Dictionary<string, Func<Task>> ways = new()
        {
            ["direct"] = () => Direct(Task, texts),
            ["one task"] = () => dispatcher.RunAsync(one),
            ["one task over HTTP"] = () => PostAsync($"/v1/tasks/{Task}/predict", new { texts }),
            ["direct, task by task"] = async () =>
            {
                foreach (var (index, task) in tasks.Index())
                    await Direct(task, [.. texts.Where((_, row) => row % tasks.Count == index)]);
            },
            ["mixed"] = () => dispatcher.RunAsync(mixed),
            ["each task alone"] = async () =>
            {
                foreach (var task in tasks)
                    await dispatcher.RunAsync([.. texts.Select(text => new DispatchRow(task, new TaskInput(text)))]);
            },
            ["one by one"] = async () =>
            {
                foreach (var row in one)
                    await dispatcher.RunAsync([row]);
            },
            ["at once"] = () => System.Threading.Tasks.Task.WhenAll(one.Select(row => dispatcher.RunAsync([row]))),
        };
        var times = await MeasureAsync(ways, rounds, clock);
        MarkdownTable.Write(output, ["speed of", "relative to", "median (quartiles)"],
        [
            Row("one task", "direct"),
            Row("one task over HTTP", "direct"),
            Row("mixed", "direct, task by task"),
            Row("mixed", "each task alone", tasks.Count),
            Row("at once", "one by one"),
        ]);
        output.WriteLine($"{texts.Length} rows; direct {Quantile(times["direct"], 0.5):0.0} ms.");

        IReadOnlyList<string> Row(string way, string beside, double share = 1)
        {
            var ratios = times[beside].Zip(times[way], (other, own) => other / share / own).ToArray();
            return [way, beside, $"{Quantile(ratios, 0.5):0.000} ({Quantile(ratios, 0.25):0.000}–{Quantile(ratios, 0.75):0.000})"];
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    private static async Task<Dictionary<string, double[]>> MeasureAsync(
        Dictionary<string, Func<Task>> ways, int rounds, Func<TimeSpan> clock)
    {
        var times = ways.Keys.ToDictionary(name => name, _ => new double[rounds]);
        var (order, random) = (ways.Keys.ToArray(), new Random(1));
        for (var round = -WarmUp; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var name in order)
            {
                var start = clock();
                await ways[name]();
                if (round >= 0)
                    times[name][round] = (clock() - start).TotalMilliseconds;
            }
        }

        return times;
    }

    private static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));

    private Task Direct(string task, IReadOnlyList<string> own)
    {
        using var lease = host.Lease();
        new TaskPredictor(lease.FindTask(task)!).Predict(own);
        return System.Threading.Tasks.Task.CompletedTask;
    }

    private async Task PostAsync(string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }
}

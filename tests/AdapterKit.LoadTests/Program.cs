using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AdapterKit.LoadTests;

// A table is the same table wherever it is made.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var rounds = new Option<int>("--rounds") { Description = "Timed rounds", DefaultValueFactory = _ => 21 };
var rows = new Option<int>("--rows") { Description = "Rows a round", DefaultValueFactory = _ => 32 };
var words = new Option<int>("--words") { Description = "Words a text", DefaultValueFactory = _ => 12 };
var cpuTime = new Option<bool>("--cpu-time") { Description = "Count CPU time: for a machine that is busy with other work" };
var command = new RootCommand("What the server costs beside direct calls, as ratios of work that ran side by side.")
{
    rounds, rows, words, cpuTime,
};
command.SetAction(async (arguments, _) =>
{
    await using var ratios = await ServerRatios.StartAsync(arguments.GetValue(rows), arguments.GetValue(words));
    Func<TimeSpan> clock = arguments.GetValue(cpuTime) ? () => Environment.CpuUsage.TotalTime : () => Stopwatch.GetElapsedTime(0);
    await ratios.RunAsync(arguments.GetValue(rounds), clock, Console.Out);
});

var isInProcess = new Option<bool>("--in-process") { Description = "Call the dispatcher without HTTP" };
var seconds = new Option<double>("--seconds") { Description = "Seconds of each load", DefaultValueFactory = _ => 4 };
var timeout = new Option<int>("--timeout") { Description = "Milliseconds that a request allows", DefaultValueFactory = _ => 500 };
var repeats = new Option<int>("--rounds") { Description = "Timed rounds", DefaultValueFactory = _ => 5 };
command.Add(CreateLoad(
    "load", "Idle, 0.7 of the capacity, and twice the capacity.", (goals, count) => goals.RunLoadAsync(count, Console.Out)));
command.Add(CreateLoad(
    "flood", "Nine callers, with and without one that floods the queue.", (goals, count) => goals.RunFloodAsync(count, Console.Out)));
command.Add(CreateMix());
command.Add(CreateSwap());
command.Add(CreateCold());
command.Add(CreateDensity());
command.Add(CreateStop());
command.Add(CreateSoak());
command.Add(CreateFaults());
command.Add(CreateCluster(
    "pair", "Two servers that answer for one another beside one.", (goals, count) => goals.RunPairAsync(count, Console.Out)));
command.Add(CreateCluster(
    "kill", "Three servers, one of which is killed.", (goals, count) => goals.RunKillAsync(count, Console.Out)));
return await command.Parse(args).InvokeAsync();

Command CreateMix()
{
    var limit = new Option<int>("--p99")
    {
        Description = "Milliseconds within which 99 of 100 requests must be answered, by one queue and by a queue for each task",
        DefaultValueFactory = _ => 200,
    };
    var mix = new Command("mix", "Rows of many tasks in one pass, beside rows of one task, and beside a queue for each task.")
    {
        seconds, timeout, repeats, limit,
    };
    mix.SetAction((arguments, _) => MixGoals.RunAsync(
        arguments.GetValue(repeats),
        TimeSpan.FromSeconds(arguments.GetValue(seconds)),
        TimeSpan.FromMilliseconds(arguments.GetValue(timeout)),
        TimeSpan.FromMilliseconds(arguments.GetValue(limit)),
        Console.Out));
    return mix;
}

Command CreateSwap()
{
    var swaps = new Option<int>("--swaps") { Description = "Swaps, half of them of broken weights", DefaultValueFactory = _ => 100 };
    var swap = new Command("swap", "Swaps the weights of a task at half of the capacity.") { seconds, timeout, swaps };
    swap.SetAction(async (arguments, _) =>
    {
        await using var server = await LoadServer.StartAsync();
        await server.Swap(TimeSpan.FromMilliseconds(arguments.GetValue(timeout)))
            .RunAsync(arguments.GetValue(swaps), TimeSpan.FromSeconds(arguments.GetValue(seconds)), Console.Out);
    });
    return swap;
}

Command CreateCold()
{
    var times = new Option<int>("--times") { Description = "How often", DefaultValueFactory = _ => 200 };
    var cold = new Command("cold", "From weights on the disk, and from a plugin, to the first answer.") { times };
    cold.SetAction(async (arguments, _) =>
    {
        await using var server = await LoadServer.StartAsync();
        await ColdGoals.RunAsync(server, arguments.GetValue(times), Console.Out);
    });
    return cold;
}

Command CreateDensity()
{
    var count = new Option<int>("--tasks") { Description = "The number of tasks", DefaultValueFactory = _ => 1000 };
    var density = new Command("density", "The memory of tasks that differ in their weights alone.") { count };
    density.SetAction(async (arguments, _) =>
    {
        await using var server = await LoadServer.StartAsync();
        DensityGoals.Run(server, arguments.GetValue(count), Console.Out);
    });
    return density;
}

Command CreateStop()
{
    var stop = new Command("stop", "A server is told to stop at 0.7 of its capacity.") { seconds, timeout, repeats };
    stop.SetAction((arguments, _) => StopGoals.RunAsync(
        arguments.GetValue(repeats),
        TimeSpan.FromSeconds(arguments.GetValue(seconds)),
        TimeSpan.FromMilliseconds(arguments.GetValue(timeout)),
        Console.Out));
    return stop;
}

Command CreateSoak()
{
    var minutes = new Option<double>("--minutes") { Description = "How long", DefaultValueFactory = _ => 60 };
    var every = new Option<double>("--swap-every") { Description = "Seconds between two swaps", DefaultValueFactory = _ => 60 };
    var series = new Option<FileInfo?>("--series") { Description = "A .csv file for the memory at each swap" };
    var soak = new Command("soak", "A long time at 0.7 of the capacity with swaps: whether memory grows.")
    {
        minutes, every, series, timeout,
    };
    soak.SetAction(async (arguments, _) =>
    {
        using var csv = arguments.GetValue(series)?.CreateText();
        await using var server = await LoadServer.StartAsync();
        await SoakGoals.RunAsync(
            server,
            TimeSpan.FromMilliseconds(arguments.GetValue(timeout)),
            TimeSpan.FromMinutes(arguments.GetValue(minutes)),
            TimeSpan.FromSeconds(arguments.GetValue(every)),
            csv,
            Console.Out);
    });
    return soak;
}

Command CreateFaults()
{
    var faults = new Command("faults", "A task that throws on one of a hundred rows beside others.") { seconds, timeout };
    faults.SetAction((arguments, _) => FaultGoals.RunAsync(
        TimeSpan.FromSeconds(arguments.GetValue(seconds)), TimeSpan.FromMilliseconds(arguments.GetValue(timeout)), Console.Out));
    return faults;
}

Command CreateCluster(string name, string description, Func<ClusterGoals, int, Task> run)
{
    var cluster = new Command(name, $"{description} Processes on a core each; redis-server must be installed.")
    {
        seconds, timeout, repeats,
    };
    cluster.SetAction((arguments, _) => run(
        new ClusterGoals(
            TimeSpan.FromSeconds(arguments.GetValue(seconds)), TimeSpan.FromMilliseconds(arguments.GetValue(timeout))),
        arguments.GetValue(repeats)));
    return cluster;
}

Command CreateLoad(string name, string description, Func<LoadGoals, int, Task> run)
{
    var load = new Command(name, $"{description} Open loop; times from when a request should have been sent.")
    {
        isInProcess, seconds, timeout, repeats,
    };
    load.SetAction(async (arguments, _) =>
    {
        await using var server = await LoadServer.StartAsync();
        var allowed = TimeSpan.FromMilliseconds(arguments.GetValue(timeout));
        var target = server.Reach(arguments.GetValue(isInProcess), allowed);
        var generator = new LoadGenerator(target, new Traffic(server.Tasks, seed: 1), allowed);
        await run(new LoadGoals(generator, TimeSpan.FromSeconds(arguments.GetValue(seconds))), arguments.GetValue(repeats));
    });
    return load;
}

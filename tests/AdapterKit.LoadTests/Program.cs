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
return await command.Parse(args).InvokeAsync();

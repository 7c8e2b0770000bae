using System.CommandLine;
using System.Globalization;
using AdapterKit.LoadTests;

// A table is the same table wherever it is made.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var rounds = new Option<int>("--rounds") { Description = "Timed rounds", DefaultValueFactory = _ => 21 };
var rows = new Option<int>("--rows") { Description = "Rows a round", DefaultValueFactory = _ => 32 };
var words = new Option<int>("--words") { Description = "Words a text", DefaultValueFactory = _ => 12 };
var command = new RootCommand("What the server costs beside direct calls, as ratios of work that ran side by side.")
{
    rounds, rows, words,
};
command.SetAction(async (arguments, _) =>
{
    await using var ratios = await ServerRatios.StartAsync(arguments.GetValue(rows), arguments.GetValue(words));
    await ratios.RunAsync(arguments.GetValue(rounds), Console.Out);
});
return await command.Parse(args).InvokeAsync();

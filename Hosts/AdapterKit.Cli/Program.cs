using AdapterKit.Cli;
using AdapterKit.Cli.Console;

return await new CommandLine(Terminal.OfProcess()).RunAsync(args);

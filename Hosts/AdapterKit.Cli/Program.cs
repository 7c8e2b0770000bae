using AdapterKit.Cli;
using AdapterKit.Cli.Console;

var code = await new CommandLine(Terminal.OfProcess()).RunAsync(args);

// A thread that a plugin has started must not keep the command from ending.
Environment.Exit(code);

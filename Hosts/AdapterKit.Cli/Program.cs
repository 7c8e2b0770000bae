using AdapterKit.Cli;

return await new CommandLine(Terminal.OfProcess()).RunAsync(args);

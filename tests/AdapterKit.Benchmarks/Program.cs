using System.CommandLine;
using System.Globalization;
using AdapterKit.Benchmarks;

// A table is the same table wherever it is made.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return new RootCommand("Speed, as ratios between contenders that ran side by side.")
{
    new AdaptersCommand(),
    new ProjectionsCommand(),
    new ComponentsCommand(),
    new DecodingCommand(),
    new FusionCommand(),
    new TrainingCommand(),
    new TasksCommand(),
    new MixedCommand(),
    new MailsCommand(),
    new EnginesCommand(),
    new MemoryCommand(),
    new GeneratorCommand(),
    new AnalyzersCommand(),
}
    .Parse(args)
    .Invoke();

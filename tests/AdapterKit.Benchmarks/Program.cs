using System.CommandLine;
using AdapterKit.Benchmarks;

return new RootCommand("Speed, as ratios between contenders that ran side by side.") { new AdaptersCommand(), new FusionCommand(), new TasksCommand(), new MixedCommand(), new GeneratorCommand() }
    .Parse(args)
    .Invoke();

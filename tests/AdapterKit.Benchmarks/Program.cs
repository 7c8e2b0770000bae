using System.CommandLine;
using AdapterKit.Benchmarks;

return new RootCommand("Speed, as ratios between contenders that ran side by side.") { new AdaptersCommand(), new FusionCommand(), new TrainingCommand(), new TasksCommand(), new MixedCommand(), new MailsCommand(), new GeneratorCommand() }
    .Parse(args)
    .Invoke();

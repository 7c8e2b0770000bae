using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>mails</c>: what many tasks cost on texts of unequal length.</summary>
internal sealed class MailsCommand : Command
{
    private readonly Option<int> tasks = new("--tasks") { Description = "Tasks", DefaultValueFactory = _ => 8 };
    private readonly Option<int> mails = new("--mails") { Description = "Mails, drawn from the corpus", DefaultValueFactory = _ => 16 };
    private readonly Option<int> dropped = new("--drop") { Description = "Lowest layers without adapters", DefaultValueFactory = _ => 5 };
    private readonly Option<int> pass =
        new("--pass") { Description = "Tokens a pass, where texts are grouped by length", DefaultValueFactory = _ => 1024 };
    private readonly Geometry geometry = new();

    public MailsCommand()
        : base(
            "mails",
            "Many Pfeiffer adapters on real mails of unequal length at BERT-base geometry: padded passes for each, one pass for all "
            + "by length.")
    {
        foreach (var option in new Option[] { tasks, mails, dropped, pass })
            Options.Add(option);

        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurement = geometry.Measurement(arguments);
        using var benchmark = new MailsBenchmark(geometry.Layers(arguments), arguments.GetValue(mails), arguments.GetValue(tasks));
        benchmark.Run(arguments.GetValue(dropped), geometry.Texts(arguments), arguments.GetValue(pass), measurement, Console.Out);
    }
}

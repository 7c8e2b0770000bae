using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace AdapterKit.Benchmarks;

/// <summary><c>memory</c>: the most memory that a pass and a step of training take, each in a process of its own.</summary>
internal sealed class MemoryCommand : Command
{
    private const int Members = 8;
    private const int Dropped = 5;

    private static readonly (string Name, string Beside)[] Rows =
    [
        ("base", "base"),
        ("fusion-plan", "base"),
        ("fusion-folded", "base"),
        ("fusion-textbook", "base"),
        ("step-full", "step-full"),
        ("step-adapters", "step-full"),
        ("step-dropped", "step-full"),
    ];

    private readonly Option<string?> only = new("--only")
    {
        Description = "Measure this one in the present process, and print megabytes",
        HelpName = string.Join('|', Rows.Select(row => row.Name)),
    };
    private readonly Geometry geometry = new();

    public MemoryCommand()
        : base(
            "memory",
            $"Peak memory at BERT-base geometry: base and a fusion of {Members}; a step of full fine-tuning, of adapters, and of "
            + $"adapters above layer {Dropped}.")
    {
        Options.Add(only);
        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        if (arguments.GetValue(only) is { } name)
        {
            Console.WriteLine(Measure(name, arguments).ToString("0", CultureInfo.InvariantCulture));
            return;
        }

        var megabytes = Rows.ToDictionary(row => row.Name, row => InProcessOfItsOwn(row.Name, arguments));
        MarkdownTable.Write(
            Console.Out,
            ["what runs", "peak, MB", "relative to"],
            Rows.Select(
                row =>
                    new[] { row.Name, $"{megabytes[row.Name]:0}", $"{megabytes[row.Name] / megabytes[row.Beside]:0.00} × {row.Beside}" }));
    }

    private double Measure(string name, ParseResult arguments)
    {
        _ = geometry.Measurement(arguments);
        var (layers, texts, tokens) = (geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments));
        if (name.StartsWith("step-", StringComparison.Ordinal))
        {
            using var training = new TrainingBenchmark(layers, texts, tokens);
            return PeakMemory.Of(
                name == "step-full" ? training.OnlyFullFineTuning() : training.OnlyAdapters(name == "step-dropped" ? Dropped : 0),
                gradients: true);
        }

        var members = name == "base" ? 0 : Members;
        using var fusion = new FusionBenchmark(layers, texts, tokens, members);
        return PeakMemory.Of(fusion.Only(members, textbook: name == "fusion-textbook", planAlone: name == "fusion-plan"), gradients: false);
    }

    private double InProcessOfItsOwn(string name, ParseResult arguments)
    {
        string[] command =
        [
            typeof(MemoryCommand).Assembly.Location,
            "memory",
            "--only",
            name,
            "--layers",
            $"{geometry.Layers(arguments)}",
            "--batch",
            $"{geometry.Texts(arguments)}",
            "--tokens",
            $"{geometry.Tokens(arguments)}",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(said, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"'{name}' ended with exit code {process.ExitCode}.");
    }
}

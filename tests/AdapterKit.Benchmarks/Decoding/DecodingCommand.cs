using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary>
/// <c>decoding</c>: tokens that a language model or an encoder-decoder generates, with a cache and without, and with a LoRA for each row.
/// </summary>
internal sealed class DecodingCommand : Command
{
    private const int Seed = 1;

    private readonly Option<string> model = new("--model")
    {
        Description = "The model: llama, or the encoder-decoder t5",
        DefaultValueFactory = _ => "llama",
    };

    private readonly Option<int> rounds = new("--rounds") { Description = "Timed rounds", DefaultValueFactory = _ => 7 };
    private readonly Option<int> rows = new("--rows") { Description = "Rows that continue together", DefaultValueFactory = _ => 8 };
    private readonly Option<int> tokens = new("--tokens") { Description = "New tokens of each row", DefaultValueFactory = _ => 64 };

    public DecodingCommand()
        : base("decoding", "Generation with a small LLaMA or T5: rows with LoRAs of their own beside bare rows, a cache beside none.")
    {
        model.AcceptOnlyFromAmong("llama", "t5");
        Options.Add(model);
        Options.Add(rounds);
        Options.Add(rows);
        Options.Add(tokens);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurement = new InterleavedMeasurement(arguments.GetValue(rounds), Seed, Clock.Wall, warmUpRounds: 1);
        using var benchmark = new DecodingBenchmark(
            arguments.GetValue(model)!, arguments.GetValue(rows), arguments.GetValue(tokens));
        benchmark.Run(measurement, Console.Out);
    }
}

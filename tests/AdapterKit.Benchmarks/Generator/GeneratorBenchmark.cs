using AdapterKit.Generators;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Benchmarks;

/// <summary>Times AdapterKit's generators and the trivial one on the same edits of the same project, in turns.</summary>
/// <param name="types">How many types the project declares.</param>
/// <param name="rounds">The number of timed rounds.</param>
internal sealed class GeneratorBenchmark(int types, int rounds)
{
    private const int WarmUpRounds = 3;

    // Enough that garbage is collected several times in every round, and not in one contender's rounds alone.
    private const int EditsPerRound = 10;

    private readonly DeclaringProject project = new(types);

    /// <summary>Runs all rounds.</summary>
    /// <returns>The rows of a table: one each for a cold run, a body edit and a real change.</returns>
    public IEnumerable<string[]> Run()
    {
        GeneratorContender[] contenders =
        [
            new(project, new VariantGenerator(), new LayerGenerator(), new TaskGenerator()),
            new(project, new TrivialGenerator()),
        ];
        yield return Row("cold", contenders, (contender, _) => contender.Cold());
        yield return Row("warm, after a body edit", contenders, (contender, round) => contender.Warm(Edits(round, project.WithBody)));
        yield return Row("warm, after a real change", contenders, (contender, round) => contender.Warm(Edits(round, project.WithId)));
    }

    private string[] Row(string run, GeneratorContender[] contenders, Func<GeneratorContender, int, Cost> measure)
    {
        var costs = contenders.Select(_ => new List<Cost>()).ToArray();
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            // Each is first as often as the other.
            foreach (var which in round % 2 == 0 ? [0, 1] : new[] { 1, 0 })
            {
                GC.Collect();
                var cost = measure(contenders[which], round);
                if (round >= 0)
                    costs[which].Add(cost);
            }
        }

        var ratios = costs[0].Zip(costs[1], (ours, trivial) => ours.Milliseconds / trivial.Milliseconds);
        return
        [
            $"{types:#,0}",
            run,
            $"{Median(costs[0].Select(cost => cost.Milliseconds)):0.0}",
            $"{Median(costs[1].Select(cost => cost.Milliseconds)):0.0}",
            $"{Median(ratios):0.00}",
            $"{Median(costs[0].Select(cost => cost.Megabytes)):0.0}",
            $"{Median(costs[1].Select(cost => cost.Megabytes)):0.0}",
        ];
    }

    private static CSharpCompilation[] Edits(int round, Func<int, CSharpCompilation> edit) =>
        [.. Enumerable.Range(0, EditsPerRound).Select(number => edit(((round + WarmUpRounds) * EditsPerRound) + number))];

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}

namespace AdapterKit.Benchmarks;

/// <summary>
/// Times contenders in rounds. Each runs once a round, in an order drawn anew, so that none always follows the same other.
/// </summary>
/// <param name="rounds">The number of timed rounds.</param>
/// <param name="seed">Decides the orders.</param>
/// <param name="clock">What time is.</param>
/// <param name="gradients">Whether the work needs gradients.</param>
/// <param name="warmUpRounds">Rounds before those that are timed.</param>
internal sealed class InterleavedMeasurement(int rounds, int seed, Clock clock, bool gradients = false, int warmUpRounds = 3)
{

    /// <summary>Runs all rounds.</summary>
    /// <param name="contenders">What to time.</param>
    public Timings Run(params IReadOnlyList<Contender> contenders)
    {
        using var inference = inference_mode(!gradients);
        var random = new Random(seed);
        var order = contenders.ToArray();
        var milliseconds = contenders.ToDictionary(contender => contender, _ => new double[rounds]);
        for (var round = -warmUpRounds; round < rounds; round++)
        {
            GC.Collect();
            random.Shuffle(order);
            foreach (var contender in order)
            {
                var elapsed = Time(contender);
                if (round >= 0)
                    milliseconds[contender][round] = elapsed;
            }
        }

        return new Timings(milliseconds);
    }

    private double Time(Contender contender)
    {
        var start = clock.Now();
        contender.Run().Dispose();
        return (clock.Now() - start).TotalMilliseconds;
    }
}

using System.Globalization;
using Xunit;

namespace AdapterKit.Testing;

/// <summary>
/// The seeds of generated inputs: a few in each run, and those that <c>ADAPTERKIT_FUZZ</c> names, such as <c>0..1000000</c>, in a long one.
/// </summary>
public static class FuzzSeeds
{
    /// <summary>Runs a check for every seed; a failure names its seed.</summary>
    /// <param name="count">The number of seeds of an ordinary run.</param>
    /// <param name="check">Throws if the input that a seed stands for is not handled as documented.</param>
    public static void ForEach(int count, Action<Dice> check)
    {
        var ends = Environment.GetEnvironmentVariable("ADAPTERKIT_FUZZ")?.Split("..");
        var (first, last) = ends is [var from, var to] ? (Parse(from), Parse(to)) : (0, count);
        for (var seed = first; seed < last; seed++)
        {
            try
            {
                check(new Dice(seed));
            }
#pragma warning disable CA1031 // Any exception is the finding.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Assert.Fail($"Seed {seed}: {error}");
            }
        }
    }

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}

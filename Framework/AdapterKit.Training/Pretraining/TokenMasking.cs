using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>Hides tokens to be guessed (Devlin et al. 2019, §3.1): of those chosen, 80 % become <c>[MASK]</c>, 10 % a random token, 10 % stay.</summary>
/// <param name="tokenizer">Says which ids are special: those are never chosen.</param>
/// <param name="rate">The share of tokens chosen; at least one a row.</param>
internal sealed class TokenMasking(IMaskingTokenizer tokenizer, double rate)
{
    private const double Masked = 0.8;
    private const double MaskedOrRandom = 0.9;

    /// <summary>Hides tokens of some rows, which stay as they are.</summary>
    public MaskedTokens Hide(IReadOnlyList<int[]> rows, Random random)
    {
        var width = rows.Max(row => row.Length);
        var hidden = rows.Select(row => (int[])row.Clone()).ToArray();
        var (positions, targets) = (new List<long>(), new List<long>());
        foreach (var (index, row) in hidden.Index())
        {
            foreach (var column in Choose(row, random))
            {
                positions.Add(((long)index * width) + column);
                targets.Add(row[column]);
                row[column] = Disguise(row[column], random);
            }
        }

        return new MaskedTokens(
            TokenBatch.Pad(hidden, tokenizer.PadId),
            tensor(positions.ToArray()).DetachFromDisposeScope(),
            tensor(targets.ToArray()).DetachFromDisposeScope());
    }

    private IEnumerable<int> Choose(int[] row, Random random)
    {
        var guessable = Enumerable.Range(0, row.Length).Where(column => row[column] < tokenizer.Pieces).ToArray();
        random.Shuffle(guessable);
        return guessable.Take(Math.Max(1, (int)Math.Round(guessable.Length * rate))).Order();
    }

    private int Disguise(int token, Random random) => random.NextDouble() switch
    {
        < Masked => tokenizer.MaskId,
        < MaskedOrRandom => random.Next(tokenizer.Pieces),
        _ => token,
    };
}

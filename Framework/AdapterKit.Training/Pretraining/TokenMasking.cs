using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>
/// Masks tokens to predict (Devlin et al. 2019, §3.1): of the chosen ones, 80 % become <c>[MASK]</c>, 10 % a random token, and 10 % stay.
/// </summary>
/// <param name="tokenizer">Defines the special ids, which are never chosen.</param>
/// <param name="rate">The fraction of tokens to choose; at least one per row.</param>
/// <param name="device">The device of the batches.</param>
internal sealed class TokenMasking(IMaskingTokenizer tokenizer, double rate, Device device)
{
    private const double Masked = 0.8;
    private const double MaskedOrRandom = 0.9;

    /// <summary>Masks tokens in a copy of some rows.</summary>
    /// <returns>The padded batch, owned by the caller.</returns>
    public MaskedTokens Mask(IReadOnlyList<int[]> rows, Random random)
    {
        var width = rows.Max(row => row.Length);
        var masked = rows.Select(row => (int[])row.Clone()).ToArray();
        var (positions, targets) = (new List<long>(), new List<long>());
        foreach (var (index, row) in masked.Index())
        {
            foreach (var column in ChooseColumns(row, random))
            {
                positions.Add(((long)index * width) + column);
                targets.Add(row[column]);
                row[column] = Corrupt(row[column], random);
            }
        }

        return new MaskedTokens(
            TokenBatch.Pad(masked, tokenizer.PadId, device),
            tensor(positions.ToArray(), device: device).DetachFromDisposeScope(),
            tensor(targets.ToArray(), device: device).DetachFromDisposeScope());
    }

    private IEnumerable<int> ChooseColumns(int[] row, Random random)
    {
        var candidates = Enumerable.Range(0, row.Length).Where(column => row[column] < tokenizer.Pieces).ToArray();
        random.Shuffle(candidates);
        return candidates.Take(Math.Max(1, (int)Math.Round(candidates.Length * rate))).Order();
    }

    private int Corrupt(int token, Random random) => random.NextDouble() switch
    {
        < Masked => tokenizer.MaskId,
        < MaskedOrRandom => random.Next(tokenizer.Pieces),
        _ => token,
    };
}

namespace AdapterKit.Benchmarks;

/// <summary>Texts of random tokens, all of one length, from torch's seeded generator.</summary>
internal static class RandomTokens
{
    public static TokenBatch Batch(int vocabulary, int texts, int tokens) =>
        TokenBatch.Pad([.. Enumerable.Range(0, texts).Select(_ => Ids(vocabulary, tokens))], padId: 0);

    private static int[] Ids(int vocabulary, int tokens)
    {
        using var ids = randint(0, vocabulary, [tokens]);
        return [.. ids.data<long>().Select(id => (int)id)];
    }
}

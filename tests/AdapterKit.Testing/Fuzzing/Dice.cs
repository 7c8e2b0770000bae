namespace AdapterKit.Testing;

/// <summary>Random choices that a seed repeats.</summary>
public sealed class Dice(int seed)
{
    private static readonly string[] Characters =
    [
        "a", "Z", "0", " ", "\t", "\u0001", "\u001b[31m", "\u00a0", "\u0130", "ß", "é", "\u0301", "字", "\ud83d\ude00", "\ud800",
        "\udc00", "[/]", "\"", "'", "\\", ",", ";", ":", "=", "%", "{0}", "\u202e", "\ufeff", "\uffff",
    ];

    private readonly Random random = new(seed);

    public int Below(int count) => random.Next(count);

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Characters of all kinds, halves of surrogate pairs among them.</summary>
    public string Text(int longest) => string.Concat(Enumerable.Range(0, random.Next(longest + 1)).Select(_ => Pick(Characters)));

    /// <summary>A word with a letter left out, doubled or swapped.</summary>
    public string Misspell(string word)
    {
        if (word.Length < 2)
            return word + "x";

        var at = random.Next(word.Length - 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word.ToUpperInvariant(),
        };
    }
}

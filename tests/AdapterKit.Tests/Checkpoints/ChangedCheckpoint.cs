namespace AdapterKit.Tests;

/// <summary>A valid checkpoint with some changes drawn at random, each to another key, and what they ought to do.</summary>
internal sealed class ChangedCheckpoint : IDisposable
{
    private readonly List<string> problems = [];
    private readonly List<string> absent = [];
    private readonly Dictionary<string, Tensor> values = [];
    private readonly string prefix;
    private readonly Random any;

    public ChangedCheckpoint(IMappedWeights model, string prefix, Random any)
    {
        (this.prefix, this.any) = (prefix, any);
        using var whole = MemoryCheckpoint.Of(model, prefix);
        var slots = WeightMap.GetSlots(model);
        Source = new MemoryCheckpoint(Shuffle(whole.Keys).Select(key => (key, whole.Read(key))));
        foreach (var slot in Shuffle(slots).Take(any.Next(5)))
            Change(slot);

        foreach (var index in Enumerable.Range(0, any.Next(3)))
            Add(index);

        foreach (var slot in slots)
        {
            if (new[] { slot.Key, slot.OldKey }.FirstOrDefault(key => key is not null && Source.Contains(prefix + key)) is { } key)
                values[slot.Key] = Source.Read(prefix + key);
        }
    }

    public MemoryCheckpoint Source { get; }

    /// <summary>The keys that must be complained about.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The optional weights that it lacks, by their paths.</summary>
    public IReadOnlyList<string> Absent => absent;

    /// <summary>The values that it has, by the keys of the model.</summary>
    public IReadOnlyDictionary<string, Tensor> Values => values;

    public void Dispose()
    {
        Source.Dispose();
        foreach (var value in values.Values)
            value.Dispose();
    }

    private T[] Shuffle<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        any.Shuffle(shuffled);
        return shuffled;
    }

    private void Change(WeightSlot slot)
    {
        var key = prefix + slot.Key;
        switch (any.Next(7))
        {
            case 0:
                Source.Drop(key);
                Miss(slot);
                break;
            case 1:
                Source.Rename(key, key + "_");
                Miss(slot);
                problems.Add(key + "_");
                break;
            case 2 when slot.OldKey is { } old:
                Source.Rename(key, prefix + old);
                break;
            case 2:
                Source.Rename(key, key.Replace("weight", "gamma", StringComparison.Ordinal) + ".gamma");
                Miss(slot);
                problems.Add(key.Replace("weight", "gamma", StringComparison.Ordinal) + ".gamma");
                break;
            case 3:
                Source.Change(key, value => value.unsqueeze(any.Next(2) == 0 ? 0 : -1));
                problems.Add(key);
                break;
            case 4 when slot.Shape.Count == 2:
                Source.Change(key, value => value.t().contiguous());
                if (slot.Shape[0] != slot.Shape[1])
                    problems.Add(key);
                break;
            case 5:
                Source.Change(key, value => value.to_type(any.Next(2) == 0 ? ScalarType.Float16 : ScalarType.BFloat16));
                break;
            case 6:
                Source.Change(key, value => value.to_type(
                    any.GetItems([ScalarType.Float64, ScalarType.Int64, ScalarType.Int8, ScalarType.Bool], 1)[0]));
                problems.Add(key);
                break;
        }
    }

    private void Miss(WeightSlot slot)
    {
        if (slot.IsOptional)
            absent.Add(slot.Name);
        else
            problems.Add(prefix + slot.Key);
    }

    private void Add(int index)
    {
        var isIgnored = any.Next(2) == 0;
        var key = isIgnored ? $"cls.{index}" : $"{prefix}extra.{index}";
        Source.Add(key);
        if (!isIgnored)
            problems.Add(key);
    }
}

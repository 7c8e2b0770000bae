namespace AdapterKit.Tests;

/// <summary>A checkpoint made by a test; owns its tensors.</summary>
internal sealed class MemoryCheckpoint(IEnumerable<(string Key, Tensor Value)> tensors) : CheckpointSource
{
    private readonly Dictionary<string, Tensor> tensors = tensors.ToDictionary(
        entry => entry.Key, entry => entry.Value.DetachFromDisposeScope());

    public override string Name => "checkpoint";

    public override IReadOnlyCollection<string> Keys => tensors.Keys;

    /// <summary>The checkpoint that a model was written to.</summary>
    public static MemoryCheckpoint Of(IMappedWeights model, string prefix = "") => new(WeightMap.GetSlots(model).Select(slot =>
    {
        using var weight = slot.Read();
        return (prefix + slot.Key, weight.detach().clone());
    }));

    public override bool Contains(string key) => tensors.ContainsKey(key);

    public override (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key) => (tensors[key].dtype, tensors[key].shape);

    public override Tensor Read(string key) => tensors[key].clone();

    public void Drop(string key)
    {
        tensors.Remove(key, out var value);
        value!.Dispose();
    }

    public void Rename(string key, string other)
    {
        tensors.Remove(key, out var value);
        tensors.Add(other, value!);
    }

    public void Change(string key, Func<Tensor, Tensor> change)
    {
        using var old = tensors[key];
        tensors[key] = change(old).DetachFromDisposeScope();
    }

    public void Add(string key) => tensors.Add(key, zeros(2).DetachFromDisposeScope());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }

        base.Dispose(disposing);
    }
}

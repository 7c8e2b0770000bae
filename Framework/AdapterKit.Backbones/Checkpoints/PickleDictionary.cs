namespace AdapterKit.Backbones;

/// <summary>A dictionary of a pickle: its pairs in order. Keys are not compared, for they may be anything.</summary>
internal sealed class PickleDictionary
{
    private List<(object? Key, object? Value)>? pairs;

    public IReadOnlyList<(object? Key, object? Value)> Pairs => pairs ?? [];

    public void Add(object? key, object? value) => (pairs ??= []).Add((key, value));
}

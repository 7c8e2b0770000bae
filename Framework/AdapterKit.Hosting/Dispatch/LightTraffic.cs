namespace AdapterKit.Hosting;

/// <summary>When keys that ask for less than their share were last given something.</summary>
/// <remarks>Not safe for several threads.</remarks>
internal sealed class LightTraffic
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    private (string Key, TimeSpan Time)? last;
    private (string Key, TimeSpan Time)? lastOfAnotherKey;

    /// <summary>Notes a row of such a key.</summary>
    public void Observe(string key, TimeSpan now)
    {
        if (last is { } before && before.Key != key)
            lastOfAnotherKey = before;

        last = (key, now);
    }

    /// <summary>Whether another such key was given something of late, and may be back soon.</summary>
    public bool HasOther(string key, TimeSpan now) =>
        (last is { } one && one.Key != key && now - one.Time < Memory)
        || (lastOfAnotherKey is { } other && other.Key != key && now - other.Time < Memory);
}

using System.Runtime.InteropServices;

namespace AdapterKit.Backbones.Tests;

/// <summary>A storage of a hand-made torch file.</summary>
internal sealed record TestStorage(string Key, string Type, int Size, byte[] Data)
{
    public long Elements => Data.Length / Size;

    public static TestStorage Floats(string key, params float[] values) =>
        new(key, "FloatStorage", 4, MemoryMarshal.AsBytes<float>(values).ToArray());

    /// <summary>The floats 0, 1, 2, …</summary>
    public static TestStorage Range(string key, int count) => Floats(key, [.. Enumerable.Range(0, count).Select(i => (float)i)]);
}

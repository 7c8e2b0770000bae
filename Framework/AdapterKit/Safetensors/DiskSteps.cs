namespace AdapterKit;

/// <summary>What a save does to the disk, step by step, so that a test can interrupt it before each one.</summary>
internal static class DiskSteps
{
    private static readonly AsyncLocal<Action?> Interruption = new();

    /// <summary>Called before each step of the saves of the current test; <see langword="null"/> everywhere else.</summary>
    public static Action? BeforeEach
    {
        set => Interruption.Value = value;
    }

    public static void Write(Stream stream, ReadOnlySpan<byte> bytes)
    {
        Interruption.Value?.Invoke();
        stream.Write(bytes);
    }

    public static void Flush(FileStream stream)
    {
        Interruption.Value?.Invoke();
        stream.Flush(flushToDisk: true);
    }

    public static void Move(string from, string to)
    {
        Interruption.Value?.Invoke();
        File.Move(from, to, overwrite: true);
    }
}

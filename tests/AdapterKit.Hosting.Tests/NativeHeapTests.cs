using TorchSharp;

namespace AdapterKit.Hosting.Tests;

public sealed class NativeHeapTests
{
    private const int Pieces = 2000;
    private const long PieceBytes = 64 * 1024;

    [Fact]
    public void Memory_between_tensors_that_live_on_goes_back_to_the_system()
    {
        if (!OperatingSystem.IsLinux())
            return;

        // Small enough not to be mapped alone, with one that stays behind each.
        var (kept, freed) = (new torch.Tensor[Pieces], new torch.Tensor[Pieces]);
        for (var piece = 0; piece < Pieces; piece++)
            (freed[piece], kept[piece]) = (torch.ones(PieceBytes / sizeof(float)), torch.ones(16));

        foreach (var tensor in freed)
            tensor.Dispose();

        var before = Environment.WorkingSet;
        var hasTrimmed = NativeHeap.TryTrim();
        var after = Environment.WorkingSet;
        foreach (var tensor in kept)
            tensor.Dispose();

        Assert.True(hasTrimmed);
        Assert.InRange(before - after, Pieces * PieceBytes / 2, long.MaxValue);
    }
}

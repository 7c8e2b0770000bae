using TorchSharp;
using Xunit;

namespace AdapterKit.Testing;

/// <summary>Counts the native tensors that this thread has made and not yet disposed of. Finalizers do not change the count.</summary>
public static class NativeTensors
{
    public static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    /// <summary>Fails unless <paramref name="work"/>, all of it on this thread, disposes of exactly as many tensors as it makes.</summary>
    public static void NoneLeftBehind(Action work)
    {
        var before = Live;
        work();
        var left = Live - before;
        if (left != 0) Assert.Fail(
            left > 0 ? $"{left} native tensors were left behind." : $"{-left} native tensors too many were disposed of.");
    }
}

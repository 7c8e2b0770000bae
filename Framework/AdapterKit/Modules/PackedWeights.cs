using System.Runtime.CompilerServices;

namespace AdapterKit;

/// <summary>Copies of frozen weights in the order in which oneDNN reads them; without one, it orders a weight anew in each call.</summary>
/// <remarks>
/// A copy is released when its weight is trained or released, and made again when the weight is loaded. A frozen weight that other code
/// changes in place keeps the copy of its old values.
/// </remarks>
internal static class PackedWeights
{
    // The products of BERT-large; a larger model needs the memory more than the time.
    private const long MaxBytes = 1L << 30;

    // The order does not depend on the number of rows.
    private const long Rows = 16;

    private static readonly ConditionalWeakTable<Parameter, Packed> Known = [];
    private static long bytes;

    /// <summary>Copies a weight, unless there is a copy or there are too many.</summary>
    /// <param name="weight">A frozen weight <c>[outputs, inputs]</c> of 32-bit floating-point numbers on the CPU.</param>
    public static void Add(Parameter weight)
    {
        lock (Known)
        {
            var size = weight.numel() * sizeof(float);
            if (!Known.TryGetValue(weight, out _) && Interlocked.Read(ref bytes) + size <= MaxBytes)
                Known.Add(weight, new Packed(OneDnn.Pack(weight, Rows), size));
        }
    }

    /// <summary>Returns the copy of a weight.</summary>
    /// <returns>A borrowed tensor; <see langword="null"/> if there is none.</returns>
    public static Tensor? Find(Parameter weight)
    {
        if (!Known.TryGetValue(weight, out var packed))
            return null;
        if (!weight.requires_grad)
            return packed.Weight;

        Forget(weight);
        return null;
    }

    /// <summary>Copies a weight again whose values have changed, if there is a copy.</summary>
    public static void Renew(Parameter weight)
    {
        if (Forget(weight))
            Add(weight);
    }

    /// <summary>Releases the copy of a weight, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Forget(Parameter weight)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(weight, out var packed))
                return false;

            Known.Remove(weight);
            packed.Dispose();
            return true;
        }
    }

    // Has a finalizer for weights that nobody releases.
    private sealed class Packed : IDisposable
    {
        private readonly long size;
        private bool isDisposed;

        public Packed(Tensor weight, long size)
        {
            (Weight, this.size) = (weight.DetachFromDisposeScope(), size);
            Interlocked.Add(ref bytes, size);
        }

        ~Packed() => Release();

        public Tensor Weight { get; }

        public void Dispose()
        {
            Release();
            Weight.Dispose();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            if (!isDisposed)
                Interlocked.Add(ref bytes, -size);

            isDisposed = true;
        }
    }
}

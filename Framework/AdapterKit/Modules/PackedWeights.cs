using System.Runtime.CompilerServices;

namespace AdapterKit;

/// <summary>Copies of frozen weights in the order in which oneDNN reads them; without one, it orders a weight anew in each call.</summary>
/// <remarks>
/// A weight that is trained has no copy until it is frozen again. A frozen weight that other code changes in place keeps the copy of its
/// old values.
/// </remarks>
internal static class PackedWeights
{
    // The products of BERT-large; a larger model needs the memory more than the time.
    private const long MaxBytes = 1L << 30;

    /// <summary>A number of rows for <see cref="OneDnn.Pack"/>; the order does not depend on it.</summary>
    public const int Rows = 16;

    private static readonly ConditionalWeakTable<Parameter, Slot> Known = [];
    private static long bytes;

    /// <summary>Copies a weight as it is now, unless all copies together were too large.</summary>
    /// <param name="weight">A frozen weight <c>[outputs, inputs]</c> of 32-bit floating-point numbers on the CPU.</param>
    public static void Add(Parameter weight)
    {
        lock (Known)
        {
            Known.Remove(weight);
            if (TryPack(weight) is { } packed)
                Known.Add(weight, new Slot { Packed = packed });
        }
    }

    /// <summary>Returns the copy of a weight.</summary>
    /// <returns>A borrowed tensor; <see langword="null"/> if there is none.</returns>
    public static Tensor? Find(Parameter weight)
    {
        if (!Known.TryGetValue(weight, out var slot))
            return null;
        if (!weight.requires_grad)
            return (slot.Packed ?? Refill(slot, weight))?.Weight;

        slot.Packed = null;
        return null;
    }

    /// <summary>Copies a weight again whose values have changed, if there is a copy.</summary>
    public static void Renew(Parameter weight)
    {
        if (Known.TryGetValue(weight, out var slot))
            slot.Packed = null;
    }

    /// <summary>Releases the copy of a weight that nobody multiplies with any more.</summary>
    public static void Release(Parameter weight)
    {
        lock (Known)
        {
            if (Known.TryGetValue(weight, out var slot))
                slot.Packed?.Dispose();

            Known.Remove(weight);
        }
    }

    private static Packed? Refill(Slot slot, Parameter weight)
    {
        lock (Known)
            return slot.Packed ??= TryPack(weight);
    }

    private static Packed? TryPack(Parameter weight)
    {
        var size = weight.numel() * sizeof(float);
        return Interlocked.Read(ref bytes) + size > MaxBytes ? null : new Packed(OneDnn.Pack(weight, Rows), size);
    }

    // Other threads may still multiply with a copy that is replaced: its finalizer releases it.
    private sealed class Slot
    {
        public volatile Packed? Packed;
    }

    private sealed class Packed : IDisposable
    {
        private readonly long size;
        private bool isDisposed;

        public Packed(Tensor weight, long size)
        {
            (Weight, this.size) = (weight.DetachFromDisposeScope(), size);
            Interlocked.Add(ref bytes, size);
        }

        ~Packed() => Forget();

        public Tensor Weight { get; }

        public void Dispose()
        {
            Forget();
            Weight.Dispose();
            GC.SuppressFinalize(this);
        }

        private void Forget()
        {
            if (!isDisposed)
                Interlocked.Add(ref bytes, -size);

            isDisposed = true;
        }
    }
}

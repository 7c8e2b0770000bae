namespace AdapterKit.Hosting;

/// <summary>Something with several owners, which is freed when the last one lets go of it. Its creator is the first owner.</summary>
internal abstract class Shared
{
    private int owners = 1;

    public void Acquire() => Interlocked.Increment(ref owners);

    public void Release()
    {
        if (Interlocked.Decrement(ref owners) == 0)
            Free();
    }

    protected abstract void Free();
}

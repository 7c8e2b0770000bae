namespace AdapterKit.Npm.Tests;

/// <summary>Collects progress on the reporting thread; <see cref="Progress{T}"/> would pass it to another one.</summary>
internal sealed class Reports(Action<PackageProgress>? also = null) : List<PackageProgress>, IProgress<PackageProgress>
{
    public void Report(PackageProgress value)
    {
        Add(value);
        also?.Invoke(value);
    }
}

using AdapterKit.Testing;

namespace AdapterKit.Architecture.Tests;

public sealed class OrphanTests
{
    [Fact]
    public void Every_snapshot_has_its_test()
    {
        var tests = GetType().Assembly;
        new SnapshotFolder(Path.Combine(TestProject.DirectoryOf(tests), "_snapshots"), accept: false).NoneOrphaned(tests);
    }
}

using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Every_snapshot_has_its_test()
    {
        var tests = GetType().Assembly;
        new SnapshotFolder(Path.Combine(TestProject.DirectoryOf(tests), "_snapshots"), accept: false).NoneOrphaned(tests);
    }
}

using System.Reflection;
using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Every_snapshot_has_its_test()
    {
        var tests = GetType().Assembly;
        new SnapshotFolder(SnapshotsOf(tests), accept: false).NoneOrphaned(tests);
    }

    [Theory, InlineData("typeof("), InlineData("GetType("), InlineData("Activator"), InlineData("dynamic")]
    [InlineData("System.Reflection.")]
    public void Generated_code_reflects_on_nothing(string reflection)
    {
        var lines = Directory.GetFiles(SnapshotsOf(GetType().Assembly), "*.verified.cs").SelectMany(File.ReadLines).ToArray();

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line =>
            line.Contains(reflection, StringComparison.Ordinal) && !line.StartsWith("[assembly: ", StringComparison.Ordinal));
    }

    private static string SnapshotsOf(Assembly tests) => Path.Combine(TestProject.DirectoryOf(tests), "_snapshots");
}

using System.Runtime.CompilerServices;
#if SNAPSHOTS_BY_VERIFY
using VerifyTests;
using VerifyXunit;
#endif

namespace AdapterKit.Testing;

/// <summary>Compares generated files with those kept in <c>_snapshots</c> beside the test project, named as Verify names them.</summary>
public static class Snapshots
{
    /// <param name="test">The test class's instance: <c>this</c>.</param>
    /// <param name="snapshots">All files that the test generates.</param>
    /// <param name="parameters">Of one case of a theory, as <c>norm=Pre_depth=2</c>.</param>
    /// <param name="method">Name of the test method.</param>
    /// <param name="file">Source file of the test.</param>
    public static Task Verify(
        object test, IEnumerable<Snapshot> snapshots, string? parameters = null,
        [CallerMemberName] string method = "", [CallerFilePath] string file = "")
    {
        var folder = Path.Combine(TestProject.DirectoryOf(test.GetType().Assembly), "_snapshots");
        var ordered = snapshots.OrderBy(snapshot => snapshot.HintName, StringComparer.Ordinal).ToArray();
#if SNAPSHOTS_BY_VERIFY
        var settings = new VerifySettings();
        settings.UseDirectory(folder);
        if (parameters is not null) settings.UseTextForParameters(parameters);
        return Verifier.Verify(ordered.Select(snapshot => new Target(snapshot.Extension, snapshot.Text, snapshot.Name)), settings, file);
#else
        _ = file;
        var prefix = $"{test.GetType().Name}.{method}{(parameters is null ? "" : $"_{parameters}")}";
        new SnapshotFolder(folder, SnapshotFolder.Accepts(Environment.GetEnvironmentVariable)).Verify(prefix, ordered);
        return Task.CompletedTask;
#endif
    }
}

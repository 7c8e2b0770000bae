using System.Reflection;
using System.Text;
using Xunit;

namespace AdapterKit.Testing;

/// <summary>A folder of accepted snapshots: <c>{Type}.{Method}#{name}.verified.{extension}</c>, in UTF-8 with a byte-order mark.</summary>
public sealed class SnapshotFolder(string path, bool accept)
{
    public const string AcceptVariable = "ADAPTERKIT_ACCEPT_SNAPSHOTS";

    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Whether new snapshots are taken as right: when asked for by name, and never on a CI server.</summary>
    public static bool Accepts(Func<string, string?> environment) =>
        environment(AcceptVariable) == "1" && string.IsNullOrEmpty(environment("CI"));

    /// <summary>Compares all files of one test, and fails with every difference at once.</summary>
    /// <param name="prefix">Of the test: <c>Type.Method</c> and the parameters.</param>
    /// <param name="snapshots">What the test generated.</param>
    public void Verify(string prefix, IReadOnlyList<Snapshot> snapshots)
    {
        Directory.CreateDirectory(path);
        foreach (var old in Directory.GetFiles(path, $"{prefix}#*.received.*")) File.Delete(old);

        var problems = snapshots.Select(snapshot => Compare(prefix, snapshot)).ToList();
        var expected = snapshots.Select(snapshot => FileOf(prefix, snapshot, "verified")).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(
            Directory.GetFiles(path, $"{prefix}#*.verified.*").Where(file => !expected.Contains(file)).Order().Select(Discard));

        var found = problems.OfType<string>().ToArray();
        if (found.Length > 0)
        {
            Assert.Fail(
                $"{string.Join("\n", found)}\nIf this is as intended, run the test once with {AcceptVariable}=1 and review what changed.");
        }
    }

    /// <summary>Fails if a snapshot is of a test that <paramref name="tests"/> no longer has.</summary>
    public void NoneOrphaned(Assembly tests)
    {
        var prefixes = tests.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToArray();
        var orphans = Directory.GetFiles(path, "*.verified.*").Select(file => Path.GetFileName(file)!).Where(file =>
            !prefixes.Any(
                prefix =>
                    file.StartsWith($"{prefix}#", StringComparison.Ordinal) || file.StartsWith($"{prefix}_", StringComparison.Ordinal)));
        Assert.Empty(orphans);
    }

    private string? Compare(string prefix, Snapshot snapshot)
    {
        var verified = FileOf(prefix, snapshot, "verified");
        var kept = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (kept == snapshot.Text) return null;

        File.WriteAllText(accept ? verified : FileOf(prefix, snapshot, "received"), snapshot.Text, Utf8WithMark);
        if (accept) return null;
        return kept is null
            ? $"{Path.GetFileName(verified)} does not exist. It would be:\n{snapshot.Text}"
            : $"{Path.GetFileName(verified)} differs (- kept, + generated):\n{LineDiff.Between(kept, snapshot.Text)}";
    }

    private string? Discard(string stale)
    {
        if (!accept) return $"{Path.GetFileName(stale)} is kept, and the test generates no such file any more.";
        File.Delete(stale);
        return null;
    }

    private string FileOf(string prefix, Snapshot snapshot, string state) =>
        Path.Combine(path, $"{prefix}#{snapshot.Name}.{state}.{snapshot.Extension}");
}

using AdapterKit.Testing;
using Xunit.Sdk;

namespace AdapterKit.Generators.Tests;

public sealed class SnapshotFolderTests : IDisposable
{
    private readonly TemporaryFolder directory = new();
    private readonly Snapshot a = new("A.g.cs", "class A\n{\n}"), b = new("B.g.cs", "class B;");

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Accepted_files_are_named_and_written_as_Verify_writes_them()
    {
        Accept(a);

        Assert.Equal(["T.M#A.g.verified.cs"], Files);
        Assert.Equal(
            [0xEF, 0xBB, 0xBF, .. "//HintName: A.g.cs\nclass A\n{\n}"u8],
            File.ReadAllBytes(directory.PathOf("T.M#A.g.verified.cs")));
    }

    [Fact]
    public void Equal_files_pass_and_clear_what_was_received_before()
    {
        Accept(a, b);
        File.WriteAllText(directory.PathOf("T.M#A.g.received.cs"), "old");

        Verify(a, b);

        Assert.Equal(["T.M#A.g.verified.cs", "T.M#B.g.verified.cs"], Files);
    }

    [Fact]
    public void The_line_ends_of_a_checkout_and_the_release_number_do_not_matter()
    {
        const string Release = """[global::System.CodeDom.Compiler.GeneratedCode("AdapterKit.Generators", "0.1.0.0")]""";
        const string NextRelease = """[global::System.CodeDom.Compiler.GeneratedCode("AdapterKit.Generators", "2.7.1.0")]""";
        Accept(new Snapshot("A.g.cs", Release + "\nclass A;"));
        var file = directory.PathOf("T.M#A.g.verified.cs");
        File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings("\r\n"));

        Verify(new Snapshot("A.g.cs", NextRelease + "\r\nclass A;\r\n"));
    }

    [Fact]
    public void All_differences_of_a_test_are_shown_at_once_and_left_beside_the_snapshots()
    {
        Accept(a, b);

        var message = Fails(a with { Source = "class A\n{\n    int x;\n}" }, b with { Source = "record B;" });

        Assert.Contains("T.M#A.g.verified.cs differs", message, StringComparison.Ordinal);
        Assert.Contains("\n  {\n+     int x;\n  }", message, StringComparison.Ordinal);
        Assert.Contains("- class B;\n+ record B;", message, StringComparison.Ordinal);
        Assert.Equal(["T.M#A.g.received.cs", "T.M#A.g.verified.cs", "T.M#B.g.received.cs", "T.M#B.g.verified.cs"], Files);
        Assert.EndsWith("record B;", File.ReadAllText(directory.PathOf("T.M#B.g.received.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_snapshot_fails_however_often_it_is_asked()
    {
        for (var i = 0; i < 2; i++)
            Assert.Contains("T.M#A.g.verified.cs does not exist", Fails(a), StringComparison.Ordinal);
        Assert.Equal(["T.M#A.g.received.cs"], Files);
    }

    [Fact]
    public void A_file_that_is_generated_no_more_fails_and_goes_when_that_is_accepted()
    {
        Accept(a, b);

        Assert.Contains("T.M#B.g.verified.cs is kept", Fails(a), StringComparison.Ordinal);
        Accept(a);

        Assert.Equal(["T.M#A.g.verified.cs"], Files);
    }

    [Fact]
    public void Tests_whose_names_begin_alike_keep_apart()
    {
        Accept(a);
        new SnapshotFolder(directory.Root, accept: true).Verify("T.M_norm=Pre", [b]);
        new SnapshotFolder(directory.Root, accept: true).Verify("T.More", [b]);

        Verify(a);

        Assert.Equal(["T.M#A.g.verified.cs", "T.M_norm=Pre#B.g.verified.cs", "T.More#B.g.verified.cs"], Files);
    }

    [Fact]
    public void A_snapshot_whose_test_is_gone_is_an_orphan()
    {
        var snapshots = new SnapshotFolder(directory.Root, accept: true);
        var here = $"{nameof(SnapshotFolderTests)}.{nameof(A_snapshot_whose_test_is_gone_is_an_orphan)}";
        snapshots.Verify(here, [a]);
        snapshots.Verify($"{here}_case=1", [a]);
        snapshots.NoneOrphaned(GetType().Assembly);

        snapshots.Verify($"{nameof(SnapshotFolderTests)}.Gone", [a]);

        Assert.ThrowsAny<XunitException>(() => snapshots.NoneOrphaned(GetType().Assembly));
    }

    [Theory]
    [InlineData("1", null, true)]
    [InlineData("1", "", true)]
    [InlineData("1", "true", false)]
    [InlineData("1", "false", false)]
    [InlineData("0", null, false)]
    [InlineData(null, null, false)]
    [InlineData(null, "true", false)]
    public void Snapshots_are_accepted_only_when_asked_for_and_never_in_CI(string? asked, string? ci, bool accepts) =>
        Assert.Equal(accepts, SnapshotFolder.Accepts(name => name == "CI" ? ci : name == SnapshotFolder.AcceptVariable ? asked : null));

    private string[] Files => [.. Directory.GetFiles(directory.Root).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private void Accept(params Snapshot[] snapshots) => new SnapshotFolder(directory.Root, accept: true).Verify("T.M", snapshots);

    private void Verify(params Snapshot[] snapshots) => new SnapshotFolder(directory.Root, accept: false).Verify("T.M", snapshots);

    private string Fails(params Snapshot[] snapshots) => Assert.Throws<FailException>(() => Verify(snapshots)).Message;
}

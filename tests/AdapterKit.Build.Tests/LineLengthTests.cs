using System.Globalization;

namespace AdapterKit.Build.Tests;

/// <summary>No line of C# is longer than <c>max_line_length</c> in <c>.editorconfig</c>, which no compiler checks.</summary>
public sealed class LineLengthTests
{
    private static readonly string[] Excluded = [".git", "artifacts", "bin", "obj", "_snapshots"];

    private static readonly int Limit = File.ReadLines(Repository.PathOf(".editorconfig"))
        .Where(line => line.StartsWith("max_line_length", StringComparison.Ordinal))
        .Select(line => int.Parse(line.Split('=')[1], CultureInfo.InvariantCulture))
        .Single();

    [Fact]
    public void No_line_is_longer_than_the_limit()
    {
        var longer = Sources(Repository.Root)
            .SelectMany(file => Longer(Path.GetRelativePath(Repository.Root, file), File.ReadLines(file)))
            .ToList();

        Assert.True(longer.Count == 0, $"{longer.Count} lines are longer than {Limit} characters:\n{string.Join('\n', longer)}");
    }

    [Fact]
    public void The_check_reads_the_sources_of_every_kind_of_project()
    {
        var files = Sources(Repository.Root).Select(file => Path.GetRelativePath(Repository.Root, file)).ToList();

        Assert.All(
            ["Build/", "Framework/", "Generators/", "Hosts/", "Plugins/", "Templates/", "samples/", "tests/"],
            directory => Assert.Contains(files, file => file.StartsWith(directory, StringComparison.Ordinal)));
        Assert.DoesNotContain(files, file => file.Contains("/obj/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_longer_line_is_reported_with_file_number_and_length()
    {
        string[] lines = [new('a', Limit), new('b', Limit + 1), ""];

        Assert.Equal([$"Some.cs:2 has {Limit + 1}"], Longer("Some.cs", lines));
    }

    private static IEnumerable<string> Longer(string file, IEnumerable<string> lines) => lines.Index()
        .Where(line => line.Item.Length > Limit)
        .Select(line => $"{file}:{line.Index + 1} has {line.Item.Length}");

    private static IEnumerable<string> Sources(string directory) => Directory.EnumerateFiles(directory, "*.cs")
        .Concat(Directory.EnumerateDirectories(directory)
            .Where(child => !Excluded.Contains(Path.GetFileName(child)))
            .SelectMany(Sources));
}

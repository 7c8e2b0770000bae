namespace AdapterKit.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Path of something in the repository, for example <c>PathOf("Plugins", "Spam")</c>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var start = TestProject.DirectoryOf(typeof(Repository).Assembly);
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AdapterKit.slnx"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {start} has AdapterKit.slnx; the tests run in the tree they were built in.");
    }
}

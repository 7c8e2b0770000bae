namespace AdapterKit.Analyzers;

/// <summary>Where the page of a diagnostic is.</summary>
internal static class HelpPage
{
    /// <summary>The folder of the pages, in the repository: the one place to change when they are published elsewhere.</summary>
    public const string Folder = "Generators/docs/";

    public static string Of(string id) => Folder + id + ".md";
}

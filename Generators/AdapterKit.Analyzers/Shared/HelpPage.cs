namespace AdapterKit.Analyzers;

/// <summary>Where the page of a diagnostic is.</summary>
internal static class HelpPage
{
    /// <summary>The folder of the pages; the one place to change when they move.</summary>
    public const string Folder = "https://github.com/adapterkit/adapterkit/blob/main/Generators/docs/";

    public static string Of(string id) => Folder + id + ".md";
}

using System;
using System.Linq;
using System.Reflection;

namespace AdapterKit.Analyzers;

/// <summary>Computes the links to the help pages of the diagnostics.</summary>
internal static class HelpPage
{
    private static readonly string Directory = GetDirectory(
        typeof(HelpPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "HelpPages")?.Value,
        typeof(HelpPage).Assembly.Location);

    /// <summary>Returns the link to the page of a diagnostic.</summary>
    public static string GetLink(string id) => Directory + id + ".md";

    /// <summary>Returns the published pages if the build knows their URL; otherwise, the pages packed beside the assembly.</summary>
    /// <param name="publishedAt">The URL of the published pages; <c>null</c> if unknown.</param>
    /// <param name="assemblyPath">The path of this assembly; empty if a host loaded it from memory.</param>
    internal static string GetDirectory(string? publishedAt, string assemblyPath)
    {
        if (publishedAt is not null)
            return publishedAt;

        // Analyzers must not access files, so nothing checks that the page exists.
        return assemblyPath.Length == 0 ? "docs/" : new Uri(new Uri(assemblyPath), "docs/").AbsoluteUri;
    }
}

using System.Text.Json.Serialization;

namespace AdapterKit.Training;

/// <summary>An image in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hash"><c>sha256:…</c> of the file, by which equal images are known wherever they are.</param>
public sealed record ImageFile([property: JsonIgnore] string Path, string Hash);

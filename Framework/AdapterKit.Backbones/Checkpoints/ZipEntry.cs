namespace AdapterKit.Backbones;

/// <summary>An entry of a zip file, as the directory at the end of the file describes it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Header">Where the entry begins in the file.</param>
/// <param name="Length">How many bytes its content has.</param>
internal readonly record struct ZipEntry(string Name, long Header, long Length);

namespace AdapterKit.Backbones;

/// <summary>The files of a pretrained model.</summary>
internal static class ModelFiles
{
    /// <exception cref="BackboneException">The file is missing or cannot be read.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackboneException($"{file} cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="BackboneException">The file is missing, cannot be read, or is not the pinned one.</exception>
    public static byte[] ReadPinned(string file, string hash)
    {
        var content = Read(file);
        Check(file, ContentHash.Of(content), hash);
        return content;
    }

    /// <exception cref="BackboneException">The content is not the pinned one.</exception>
    public static void Check(string what, string found, string pinned)
    {
        if (found != pinned)
            throw new BackboneException(
                $"{what} is not the published one: its hash is {found}, and {pinned} is expected. "
                + "If it lies in the cache, delete its folder; it will be fetched again.");
    }
}

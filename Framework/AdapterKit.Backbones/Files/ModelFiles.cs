namespace AdapterKit.Backbones;

/// <summary>Reads and checks the files of a pretrained model.</summary>
internal static class ModelFiles
{
    /// <exception cref="BackboneException">The file is missing or cannot be read.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackboneException($"{file} cannot be read: {error.Message}", error);
        }
    }

    /// <exception cref="BackboneException">The file is missing, cannot be read, or does not have the pinned hash.</exception>
    public static byte[] ReadPinned(string file, string hash)
    {
        var content = Read(file);
        Check(file, ContentHash.Compute(content), hash);
        return content;
    }

    /// <param name="subject">Names the content at the start of the message.</param>
    /// <param name="found">The hash of the content.</param>
    /// <param name="pinned">The published hash.</param>
    /// <exception cref="BackboneException">The hashes differ.</exception>
    public static void Check(string subject, string found, string pinned)
    {
        if (found == pinned)
            return;

        throw new BackboneException(
            $"{subject} does not match the published hash: found {found}, expected {pinned}. "
            + "If the file is in the cache, delete the package's directory there; the next run fetches it again.");
    }
}

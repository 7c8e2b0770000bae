using ICSharpCode.SharpZipLib.GZip;

namespace AdapterKit.Training;

/// <summary>Reads data files, unpacks those that are compressed with gzip, and refuses what would not fit into memory.</summary>
internal static class DataBytes
{
    private const string Extension = ".gz";
    private const int MaxBytes = 512 * 1024 * 1024;

    /// <summary>The extension that says how the content of a file is to be read: <c>.csv</c> for <c>mails.CSV.gz</c>.</summary>
    public static string GetContentType(string path)
    {
        var isPacked = path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(isPacked ? path[..^Extension.Length] : path).ToLowerInvariant();
    }

    /// <exception cref="DataException">The file is larger than 512 MB, or its gzip is damaged.</exception>
    public static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        if (!file.CanSeek)
            throw new DataException($"{path}: this is a pipe or a device. Write the texts to a file, and name that.");

        var isNamedPacked = path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        if (isNamedPacked && !isPacked)
            throw new DataException($"{path}: the file is not compressed with gzip. Remove '.gz' from its name, or compress it.");

        file.Position = 0;
        if (!isPacked)
            return ReadAll(path, file);

        try
        {
            // The stream of the platform takes the rest of a truncated file for its end.
            using var unpacked = new GZipInputStream(file);
            return ReadAll(path, unpacked);
        }
        catch (Exception error) when (error is not DataException)
        {
            // Damaged input leaves this library with whatever exception it runs into.
            throw new DataException($"{path}: the gzip file is truncated or damaged ({error.Message}). Copy or download it again.", error);
        }
    }

    private static byte[] ReadAll(string path, Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        while (stream.Read(buffer) is > 0 and var read)
        {
            content.Write(buffer.AsSpan(0, read));
            if (content.Length > MaxBytes)
            {
                throw new DataException(
                    $"{path}: the file has more than {MaxBytes / 1024 / 1024} MB{(stream is FileStream ? "" : " unpacked")}. Split it.");
            }
        }

        return content.ToArray();
    }
}

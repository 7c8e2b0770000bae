namespace AdapterKit.Build;

internal static class WholeFile
{
    /// <summary>Writes a file in one step, replacing any existing one.</summary>
    /// <remarks>An existing file may be a hard link to one that others read, so it is replaced and never modified.</remarks>
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

namespace AdapterKit.Build;

internal static class WholeFile
{
    /// <summary>Puts a file in place with all its content at once.</summary>
    /// <remarks>What stands there may be a hard link to a file that others read, so it is replaced and never written to.</remarks>
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

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AdapterKit;

/// <summary>Opens regular files only: a pipe or a device in a file's place may keep a reader waiting for ever, or never end.</summary>
internal static class RegularFile
{
    // struct statx of Linux is the same on every architecture: 256 bytes, the mode at byte 28.
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int FileTypeMask = 0xF000;
    private const int FileTypeRegular = 0x8000;
    private const int FileTypeDirectory = 0x4000;
    private const uint StatxType = 1;
    private const int CurrentDirectory = -100;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">The file does not exist, cannot be opened, or is not a regular one.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (IsSpecial(path))
            throw new IOException($"{path} is not a regular file but a pipe, a socket or a device.");

        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Reads a whole file, once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The maximum size in bytes; a larger file is refused before any of it is read.</param>
    /// <exception cref="IOException">The file cannot be opened, is too large, or is cut off meanwhile.</exception>
    public static byte[] ReadAll(string path, long limit)
    {
        using var file = Open(path);
        var length = RandomAccess.GetLength(file);
        if (length > Math.Min(limit, Array.MaxLength))
            throw new IOException($"{path} has {length} bytes, and may have {Math.Min(limit, Array.MaxLength)} at most.");

        var content = new byte[length];
        ReadExactly(file, path, content, 0);
        return content;
    }

    /// <summary>Reads bytes at a place of a file.</summary>
    /// <exception cref="EndOfStreamException">The file ends before, because something cut it off meanwhile.</exception>
    public static void ReadExactly(SafeFileHandle file, string path, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
                throw new EndOfStreamException($"{path} was cut off while it was read. Copy it again.");

            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Whether there is a pipe, a socket or a device under a path. Known on Linux only.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal))
            return false;

        var status = new byte[StatxSize];
        try
        {
            if (Statx(CurrentDirectory, [.. System.Text.Encoding.UTF8.GetBytes(path), 0], 0, StatxType, status) != 0)
                return false;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }

        return (BitConverter.ToUInt16(status, ModeOffset) & FileTypeMask) is not (FileTypeRegular or FileTypeDirectory);
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, byte[] status);
}

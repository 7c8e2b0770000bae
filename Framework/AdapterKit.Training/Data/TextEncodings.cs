using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AdapterKit.Training;

/// <summary>Finds character encodings by the names that people and programs give them.</summary>
public static class TextEncodings
{
    private static readonly FrozenDictionary<string, string> ByPlainName;

    static TextEncodings()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Names = [.. Encoding.GetEncodings().Select(encoding => encoding.Name).Where(name => name != "utf-7").Order(StringComparer.Ordinal)];
        ByPlainName = Names.DistinctBy(GetPlainName).ToFrozenDictionary(GetPlainName);
    }

    /// <summary>The names of the known encodings, such as <c>utf-8</c> and <c>windows-1252</c>.</summary>
    public static IReadOnlyList<string> Names { get; }

    /// <summary>Finds an encoding.</summary>
    /// <param name="name">One of <see cref="Names"/> or an alias of it. Letter case, quotes, hyphens and the like do not matter.</param>
    /// <returns>The encoding; null if the name is unknown.</returns>
    public static Encoding? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = GetPlainName(name);
        string?[] candidates = [name.Trim(), ByPlainName.GetValueOrDefault(plain), plain, GetCodePage(plain)];
        return candidates.OfType<string>().Select(FindExact).FirstOrDefault(encoding => encoding is not null);
    }

    /// <summary>Decodes bytes if all of them are valid.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="text">The text; null if a byte is not valid.</param>
    /// <returns>Whether all bytes are valid.</returns>
    public static bool TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text) =>
        FindInvalid(encoding, bytes, out text) is null && text is not null;

    // Returns the position of the first invalid byte.
    internal static int? FindInvalid(Encoding encoding, ReadOnlySpan<byte> bytes, out string? text)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        try
        {
            var strict = Encoding.GetEncoding(
                encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            text = strict.GetString(bytes);
            return null;
        }
        catch (DecoderFallbackException error)
        {
            text = null;
            return Math.Clamp(error.Index, 0, bytes.Length);
        }
    }

    private static Encoding? FindExact(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string GetPlainName(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    // "cp1251", "win-1251" and "x-windows-1251" are the code page 1251.
    private static string? GetCodePage(string plain)
    {
        var number = plain.TrimStart([.. "abcdefghijklmnopqrstuvwxyz"]);
        return number.Length == 4 && plain[..^4] is "cp" or "win" or "ms" or "xwindows" or "xcp" or "codepage" ? $"windows-{number}" : null;
    }
}

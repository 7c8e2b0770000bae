using System.Text;
using AdapterKit.Training;

namespace AdapterKit.Corpora;

/// <summary>Decodes the bytes of a mail's text.</summary>
internal static class MailCharset
{
    /// <summary>Decodes bytes by the declared character set if they are valid in it, else as UTF-8, Windows-1252 or Latin-1.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The declared name, which is often wrong, unknown or missing.</param>
    public static string Decode(byte[] bytes, string? declared)
    {
        if (declared is not null && IsUtf7(declared) && Ascii.IsValid(bytes))
            return DecodeUtf7(bytes);

        Encoding?[] candidates = [TextEncodings.Find(declared ?? ""), Encoding.UTF8, TextEncodings.Find("windows-1252")];
        foreach (var candidate in candidates.OfType<Encoding>())
        {
            if (TextEncodings.TryDecode(candidate, bytes, out var text))
                return text;
        }

        return Encoding.Latin1.GetString(bytes);
    }

    private static bool IsUtf7(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Contains("utf7", StringComparison.OrdinalIgnoreCase);

    // .NET refuses the name of this encoding because programs took input for it by mistake; here the mail declares it.
#pragma warning disable SYSLIB0001
    private static string DecodeUtf7(byte[] bytes) => new UTF7Encoding().GetString(bytes);
#pragma warning restore SYSLIB0001
}

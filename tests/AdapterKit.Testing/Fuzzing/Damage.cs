using System.Text;

namespace AdapterKit.Testing;

/// <summary>Damages the bytes of files at random places.</summary>
public static class Damage
{
    private static readonly string[] Structure =
    [
        "\"", "{", "}", "[", "]", ",", ":", ";", "\t", "\n", "\r", "\0", "null", "-1", "0", "1e999", "2147483647", "true",
        "9223372036854775808", "\\ud800", "\\u0000", "\ufeff", "é", "../", "/dev/null", "NaN",
    ];

    private static readonly Encoding[] Encodings =
        [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, Encoding.UTF8];

    public static byte[] Apply(Dice dice, byte[] bytes)
    {
        for (var count = 1 + dice.Below(3); count > 0; count--)
            bytes = ApplyOnce(dice, bytes);

        return bytes;
    }

    /// <summary>Damages a file in place.</summary>
    public static void Apply(Dice dice, string file)
    {
        if (File.Exists(file))
            File.WriteAllBytes(file, Apply(dice, File.ReadAllBytes(file)));
    }

    /// <summary>The same text in another encoding, with its byte order mark or without.</summary>
    public static byte[] Reencode(Dice dice, byte[] bytes)
    {
        var encoding = dice.Pick(Encodings);
        var encoded = encoding.GetBytes(Encoding.UTF8.GetString(bytes));
        return dice.Chance(0.5) ? [.. encoding.GetPreamble(), .. encoded] : encoded;
    }

    private static byte[] ApplyOnce(Dice dice, byte[] bytes)
    {
        var start = dice.Below(bytes.Length + 1);
        var end = Math.Min(bytes.Length, start + dice.Pick(1, 2, 8, 64, 4096));
        byte[] replacement = dice.Below(7) switch
        {
            0 => [],
            1 => dice.Bytes(end - start),
            2 => [.. bytes[start..end], .. bytes[start..end]],
            3 => Encoding.UTF8.GetBytes(dice.Pick(Structure)),
            4 => new byte[end - start],
            5 => bytes[Math.Max(0, start - 64)..start],
            _ => [.. bytes[start..end].Select(value => (byte)(value ^ (1 << dice.Below(8))))],
        };
        return dice.Chance(0.1) ? bytes[..start] : [.. bytes[..start], .. replacement, .. bytes[end..]];
    }
}

using System.Text;

namespace AdapterKit.Corpora.Tests;

/// <summary>Writes mails as no program would.</summary>
internal sealed class RandomMail(Random random)
{
    private static readonly string[] Charsets =
    [
        "us-ascii", "utf-8", "utf8", "utf-7", "unicode-1-1-utf-7", "utf-16", "x-unknown", "\"\"", "", "iso-2022-jp", "windows-1252",
        "\"a b",
    ];

    private static readonly string[] Encodings = ["7bit", "8bit", "base64", "quoted-printable", "uuencode", "x-uue", "binary", "rot13", ""];
    private static readonly string[] Texts =
        ["text/plain", "text/html", "text/enriched", "text/calendar", "text", "application/pdf", "image/png", "message/delivery-status"];

    private static readonly string[] Containers =
    [
        "multipart/mixed", "multipart/alternative", "multipart/digest", "multipart/report", "multipart/signed", "multipart/",
        "multipart/related",
    ];

    private static readonly string[] Words =
    [
        "hello", "+ADw-", "=E9", "=?utf-7?Q?a?=", "=?x?B?////?=", "> a\n", "<p>", "&#xD800;", "--\n", "\n\n", "On x\nwrote:", "\u00E9",
        "\uFEFF",
    ];

    private int boundaries;

    public byte[] Create(int depth) => Encoding.UTF8.GetBytes($"Subject: {Text(3)}\n{Part(depth)}");

    // Flips, removes, doubles and inserts bytes, and cuts the end off.
    public static void Damage(byte[] mail, Random random)
    {
        for (var times = random.Next(8); times > 0 && mail.Length > 0; times--)
        {
            var at = random.Next(mail.Length);
            if (random.Next(3) == 0)
                mail.AsSpan(at, Math.Min(random.Next(20), mail.Length - at)).CopyTo(mail.AsSpan(random.Next(at + 1)));
            else
                mail[at] = (byte)random.Next(256);
        }
    }

    private string Part(int depth) => (depth, random.Next(3)) switch
    {
        (0, _) or (_, 0) => Leaf(),
        (_, 1) => $"Content-Type: message/rfc822{Disposition()}\n{Encoding64()}\nSubject: {Text(2)}\n{Part(depth - 1)}",
        _ => Container(depth),
    };

    private string Leaf() =>
        $"Content-Type: {Any(Texts)}; charset={Any(Charsets)}{Disposition()}\nContent-Transfer-Encoding: {Any(Encodings)}\n\n{Text(20)}";

    private string Container(int depth)
    {
        var boundary = $"b{boundaries++}";
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => $"--{boundary}\n{Part(depth - 1)}\n");
        var end = random.Next(4) == 0 ? "" : $"--{boundary}--\n";
        return $"Content-Type: {Any(Containers)}; boundary={(random.Next(8) == 0 ? "" : boundary)}\n\n{string.Concat(parts)}{end}";
    }

    private string Disposition() => random.Next(4) == 0 ? "\nContent-Disposition: attachment; filename=a.eml" : "";

    private string Encoding64() => random.Next(4) == 0 ? $"Content-Transfer-Encoding: {Any(Encodings)}\n" : "";

    private string Text(int words) => string.Join(' ', random.GetItems(Words, random.Next(words)));

    private string Any(string[] values) => values[random.Next(values.Length)];
}

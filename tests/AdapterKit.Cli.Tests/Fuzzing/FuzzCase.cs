using System.Globalization;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Npm;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>One command line with its files, its standard input and its environment; a seed repeats it.</summary>
internal sealed class FuzzCase : IDisposable
{
    // A training with a million epochs is stopped, as with Ctrl-C.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly string[] Cultures = ["", "de-DE", "tr-TR", "ar-SA", "fa-IR", "th-TH", "hi-IN"];

    private readonly IReadOnlyList<string> arguments;
    private readonly FuzzEnvironment environment;
    private readonly byte[]? input;
    private readonly string culture;
    private readonly string directory;

    /// <param name="world">Sound inputs.</param>
    /// <param name="seed">Repeats the case.</param>
    /// <param name="command">The command with its options.</param>
    public FuzzCase(FuzzWorld world, int seed, FuzzCommand command)
    {
        var dice = new Dice(seed);
        directory = world.CreateCase();
        var files = new FuzzPaths(dice, directory, world.AllPlugins);
        arguments = command.CreateArguments(dice, files);
        environment = new FuzzEnvironment(dice, files);
        input = dice.Chance(0.3) ? null : File.ReadAllBytes(files.PickFile());
        culture = dice.Chance(0.7) ? "" : dice.Pick(Cultures);
    }

    public CommandRun Run(params string[] more)
    {
        var before = (Culture: CultureInfo.CurrentCulture, Directory: Environment.CurrentDirectory);
        using var settings = environment.Apply();
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Environment.CurrentDirectory = directory;
        try
        {
            return CommandRun.Of([.. more, .. arguments], Open, input, stopAfter: Longest);
        }
        finally
        {
            (CultureInfo.CurrentCulture, Environment.CurrentDirectory) = before;
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    public override string ToString() => $"{string.Join(' ', arguments.Select(argument => $"«{Shorten(argument)}»"))} "
        + $"[culture '{culture}', {environment}, input {input?.Length.ToString(CultureInfo.InvariantCulture) ?? "none"}]";

    // Published backbones are not fetched here; everything else is opened as the command does.
    private static Backbone Open(string? backbone, Terminal terminal, CancellationToken cancellationToken)
    {
        if (backbone is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(BackboneCatalog.DirectoryVariable)))
            return TinyBackbone.Open(null, terminal, cancellationToken);

        return backbone is not null && BackboneCatalog.Ids.Contains(backbone)
            ? throw new PackageException("There is no network here.")
            : new Downloads(terminal, cancellationToken).OpenBackbone(backbone);
    }

    private static string Shorten(string argument) => argument.Length > 300 ? argument[..300] + "…" : argument;
}

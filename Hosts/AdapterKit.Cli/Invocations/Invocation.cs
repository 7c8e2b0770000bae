using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Hosting;
using Spectre.Console.Rendering;
using TorchSharp;

namespace AdapterKit.Cli.Invocations;

/// <summary>One run of one command: its arguments, and the streams for its results.</summary>
internal sealed class Invocation(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
{
    public Terminal Terminal => context.Terminal;

    /// <summary>Reports errors in the form that the command line asks for.</summary>
    public ErrorReporter Errors { get; } = new(context.Terminal, context.Options, arguments);

    /// <summary>Canceled by Ctrl-C.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    public bool Json => Get(context.Options.Json);

    public bool Verbose => Get(context.Options.Verbose);

    /// <summary>Whether the command line names a backbone.</summary>
    public bool HasChosenBackbone => ChosenBackbone is not null;

    /// <summary>Whether the command line names directories with plugins.</summary>
    public bool HasChosenPlugins => Get(context.Options.Plugins) is { Length: > 0 };

    /// <summary>The name or directory of the backbone on the command line; <see langword="null"/> if there is none.</summary>
    public string? ChosenBackbone => Get(context.Options.Backbone);

    /// <summary>The device that models run on.</summary>
    public torch.Device Device => Get(context.Options.Device) ?? torch.CPU;

    public bool Quiet => Get(context.Options.Quiet);

    /// <summary>The directories with plugins.</summary>
    /// <exception cref="InputException">A directory on the command line does not exist, or is not one with plugins.</exception>
    public IReadOnlyList<string> PluginDirectories => field ??= Invocations.PluginDirectories.Resolve(Get(context.Options.Plugins) ?? []);

    /// <summary>Opens the backbone; owned by the caller.</summary>
    /// <param name="forBatches">Whether the command runs batches. A single text is done before a second thread wakes up.</param>
    /// <param name="declared">The backbone that the command's task is declared for, unless the command line names another one.</param>
    public Backbone OpenBackbone(bool forBatches = false, string? declared = null)
    {
        // libtorch takes as long to load as the files of a model are to read: that is done meanwhile. Native libraries load one after the
        // other, so the one that hashes these files goes first.
        _ = SHA256.HashData([]);
        var libtorch = Task.Run(() => torch.InitializeDeviceType(DeviceType.CPU));
        var name = ChosenBackbone ?? OfferedBackbones.FindAvailable(declared, PluginDirectories);
        var offered = name is null ? null : OfferedBackbones.TryLoad(name, PluginDirectories);
        var backbone = offered ?? context.OpenBackbone(name, Terminal, cancellationToken);
        libtorch.GetAwaiter().GetResult();
        if (!forBatches)
            torch.set_num_threads(1);

        UseThreads();
        backbone.to(Device);
        return backbone;
    }

    /// <summary>Computes on as many threads as the command line asks for.</summary>
    public void UseThreads()
    {
        if (Get(context.Options.Threads) is { } number)
            torch.set_num_threads(number);
    }

    /// <summary>Loads what the plugins declare, without weights; owned by the caller.</summary>
    public PluginHost LoadDeclarations() => PluginHost.LoadDeclarations(PluginDirectories);

    /// <summary>Returns the directory with a published backbone's files, which are downloaded unless the command line names one.</summary>
    public string FindBackboneDirectory(ModelPackage package) => ChosenBackbone
        ?? new Downloads(Terminal, cancellationToken).FetchModel(package);

    public T? Get<T>(Option<T> option) => arguments.GetValue(option);

    public T? Get<T>(Argument<T> argument) => arguments.GetValue(argument);

    /// <summary>Prints a result: as one line of JSON, or formatted for people.</summary>
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

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Commands;

/// <summary>One run of one command: what was asked, and where the answer goes.</summary>
internal sealed class Invocation(Tool tool, ParseResult arguments, CancellationToken stop)
{
    public Terminal Terminal => tool.Terminal;

    public CancellationToken Stop => stop;

    public bool Json => Get(tool.Options.Json);

    public bool Verbose => Get(tool.Options.Verbose);

    /// <summary>Where plugins are looked for.</summary>
    public string PluginFolder => Get(tool.Options.Plugins)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "plugins");

    public Backbone OpenBackbone() => tool.OpenBackbone(Get(tool.Options.Backbone)?.FullName, Terminal, Stop);

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

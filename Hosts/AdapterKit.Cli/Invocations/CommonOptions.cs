using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using TorchSharp;

namespace AdapterKit.Cli.Invocations;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public const string PluginsName = "--plugins";

    public CommonOptions() => Plugins.Validators.Add(static result =>
    {
        try
        {
            PluginDirectories.Resolve(result.GetValueOrDefault<string[]>());
        }
        catch (InputException error)
        {
            result.AddError(error.Message);
        }
    });

    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as one line of JSON", Recursive = true };

    public Option<string[]> Plugins { get; } = new(PluginsName)
    {
        Description = "A directory with plugins; may be repeated [default: those that come with the program, those of 'plugins add', and "
            + $"those in {PluginDirectories.Variable}; '{PluginDirectories.Default}' stands for all of these]",
        HelpName = "directory",
        Recursive = true,
    };

    public Option<string?> Backbone { get; } = new("--backbone")
    {
        Description = $"A published backbone ({string.Join(", ", BackboneCatalog.Ids)}), one that a plugin offers, a directory as Hugging "
            + $"Face publishes models, or one that 'pretrain' wrote [default: that of the task, else {BackboneCatalog.DefaultId}]",
        HelpName = "name|directory",
        Recursive = true,
    };

    public Option<torch.Device?> Device { get; } = ComputeOptions.CreateDevice();

    public Option<int?> Threads { get; } = ComputeOptions.CreateThreads();

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print results and errors only", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print timings, and the stack trace of an error",
        Recursive = true,
    };
}

using System.CommandLine;
using AdapterKit.Backbones;

namespace AdapterKit.Cli.Invocations;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as one line of JSON", Recursive = true };

    public Option<DirectoryInfo> Plugins { get; } = new Option<DirectoryInfo>("--plugins")
    {
        Description = "The directory with the plugins [default: plugins, next to the program]",
        HelpName = "directory",
        Recursive = true,
    }.AcceptExistingOnly();

    public Option<string?> Backbone { get; } = new("--backbone")
    {
        Description = $"A published backbone ({string.Join(", ", BackboneCatalog.Ids)}), a directory as Hugging Face publishes models, "
            + $"or one that 'pretrain' wrote [default: {UseLite.Id}]",
        HelpName = "name|directory",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print timings, and the stack trace of an error",
        Recursive = true,
    };
}

using System.CommandLine;

namespace AdapterKit.Cli.Invocations;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON, one object a line", Recursive = true };

    public Option<DirectoryInfo?> Plugins { get; } = new("--plugins")
    {
        Description = "The folder with plugins [default: plugins, beside the program]",
        HelpName = "folder",
        Recursive = true,
    };

    public Option<DirectoryInfo?> Backbone { get; } = new("--backbone")
    {
        Description = "A folder with a pretrained BERT, or with the backbone's unpacked npm package, instead of the cache",
        HelpName = "folder",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Print timings, and where an error came from", Recursive = true };
}

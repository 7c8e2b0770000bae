using System.CommandLine;

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

    public Option<DirectoryInfo?> Backbone { get; } = new("--backbone")
    {
        Description = "A directory that 'pretrain' wrote, or the unpacked npm package of the published backbone "
            + "[default: that package, in the cache]",
        HelpName = "directory",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print timings, and the stack trace of an error",
        Recursive = true,
    };
}

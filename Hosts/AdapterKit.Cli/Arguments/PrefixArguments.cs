using System.CommandLine;
using AdapterKit.Cli.Invocations;
using AdapterKit.Npm;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The option that caches the output of the layers below the first trained one, instead of running them in every epoch.</summary>
internal sealed class PrefixArguments
{
    private const string Name = "--cache-prefix";
    private const string InMemory = "memory";
    private const string OnDisk = "disk";

    private readonly Option<PrefixCaching?> cache = Create();

    public Option Option => cache;

    /// <summary>Returns where the output is kept; <see langword="null"/> to keep none.</summary>
    public PrefixCaching? Read(Invocation invocation) => invocation.Get(cache);

    private static Option<PrefixCaching?> Create()
    {
        var option = new Option<PrefixCaching?>(Name)
        {
            Description = "Compute the layers below the first trained one once per text, not in every epoch; "
                + "'disk' keeps the result for later trainings",
            HelpName = $"{InMemory}|{OnDisk}",
            CustomParser = result =>
            {
                switch (result.Tokens[0].Value)
                {
                    case InMemory:
                        return PrefixCaching.Memory;
                    case OnDisk:
                        return PrefixCaching.Disk(Path.Combine(new PackageCache().Directory, "prefixes"));
                    case var other:
                        result.AddError($"{Name} must be {InMemory} or {OnDisk}, not '{other}'.");
                        return null;
                }
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(InMemory, OnDisk);
        return option;
    }
}

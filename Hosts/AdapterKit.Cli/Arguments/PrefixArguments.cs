using System.CommandLine;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Whether the layers below the first trained one run once a text, or in every epoch.</summary>
internal sealed class PrefixArguments
{
    private const string InMemory = "memory";
    private const string OnDisk = "disk";

    private readonly Option<PrefixCaching?> cache = Create();

    public Option Option => cache;

    /// <summary>A trainer that does as the command says.</summary>
    public Trainer Trainer(Invocation invocation, Backbone backbone, TrainingOptions options) => new(backbone, options)
    {
        PrefixCaching = invocation.Get(cache),
        Notices = invocation.Terminal.Error.WriteLine,
    };

    private static Option<PrefixCaching?> Create()
    {
        const string Name = "--cache-prefix";
        var option = new Option<PrefixCaching?>(Name)
        {
            Description = "Keep what the layers below the first trained one make of each text, for this training or for later ones too",
            HelpName = $"{InMemory}|{OnDisk}",
            CustomParser = result =>
            {
                switch (result.Tokens[0].Value)
                {
                    case InMemory:
                        return PrefixCaching.Memory;
                    case OnDisk:
                        return PrefixCaching.Disk();
                    case var other:
                        result.AddError($"{Name} must be {InMemory} or {OnDisk}, and not '{other}'.");
                        return null;
                }
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(InMemory, OnDisk);
        return option;
    }
}

namespace AdapterKit.Hosting;

/// <summary>Decides which plugins may be loaded, from files and metadata alone. Executes nothing of them.</summary>
/// <param name="options">What the host requires.</param>
internal sealed class PluginValidator(PluginHostOptions options)
{
    private readonly IReadOnlyList<IPluginValidator> validators =
    [
        new AllowListValidator(options.AllowedManifests),
        new VersionValidator(options.Contract),
        new PluginFilesValidator(options.MaxPluginBytes),
        new PluginAssemblyValidator(options.MaxPluginBytes),
        new DependencyFileValidator(),
    ];

    /// <summary>
    /// Returns each plugin as valid or refused. A plugin refused for another reason does not make a valid one a duplicate.
    /// </summary>
    public IReadOnlyList<PluginStatus> Validate(IEnumerable<PluginStatus> plugins)
    {
        var validated = plugins.Select(Validate).ToList();
        var valid = validated.Where(plugin => plugin.State == PluginState.Found).ToList();
        return [.. validated.Select(plugin => plugin.State == PluginState.Found ? RefuseDuplicate(plugin, valid) : plugin)];
    }

    private PluginStatus Validate(PluginStatus plugin)
    {
        if (plugin is not { State: PluginState.Found, Manifest: { } manifest })
            return plugin;

        try
        {
            foreach (var validator in validators)
                validator.Validate(plugin, manifest);

            return plugin;
        }
        catch (PluginRefusedException refusal)
        {
            return plugin.Refuse(refusal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return plugin.Refuse(new(
                PluginState.FileAltered,
                $"{plugin.Directory} cannot be read: {error.Message} Check its permissions, or copy the directory again."));
        }
    }

    private static PluginStatus RefuseDuplicate(PluginStatus plugin, IReadOnlyList<PluginStatus> valid)
    {
        if (FindTwice(plugin.Tasks.Select(task => task.Id)) is { } twice)
            return RefuseTwice("task", twice);

        if (FindTwice(plugin.Backbones.Select(backbone => backbone.Id)) is { } backboneTwice)
            return RefuseTwice("backbone", backboneTwice);

        foreach (var other in valid.Where(other => other.Directory != plugin.Directory))
        {
            if (other.Id == plugin.Id)
                return Refuse($"the plugin id '{plugin.Id}'", other);

            if (plugin.Tasks.FirstOrDefault(task => other.Tasks.Any(theirs => theirs.Id == task.Id)) is { } task)
                return Refuse($"the task '{task.Id}'", other);

            if (plugin.Backbones.FirstOrDefault(backbone => other.Backbones.Any(theirs => theirs.Id == backbone.Id)) is { } backbone)
                return Refuse($"the backbone '{backbone.Id}'", other);
        }

        return plugin;

        PluginStatus RefuseTwice(string kind, string id) => plugin.Refuse(new(
            PluginState.Duplicate,
            $"{plugin.Directory} declares the {kind} '{id}' more than once. Give each {kind} its own id, and build the plugin again."));

        PluginStatus Refuse(string name, PluginStatus other) => plugin.Refuse(new(
            PluginState.Duplicate,
            $"{plugin.Directory} and {other.Directory} both have {name}, so it is unclear which one is meant. Remove one of them."));
    }

    private static string? FindTwice(IEnumerable<string> ids) =>
        ids.CountBy(id => id).Where(count => count.Value > 1).Select(count => count.Key).FirstOrDefault();
}

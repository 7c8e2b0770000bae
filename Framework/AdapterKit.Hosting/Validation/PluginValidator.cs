namespace AdapterKit.Hosting;

/// <summary>Decides from files and metadata alone which plugins may be loaded. Nothing of them is executed.</summary>
internal sealed class PluginValidator(PluginHostOptions options)
{
    private readonly HostVersions versions = new(options.Contract);

    /// <summary>Each plugin as valid or refused; a refused plugin takes no name from a valid one.</summary>
    public IReadOnlyList<PluginStatus> Validate(IEnumerable<PluginStatus> plugins)
    {
        var validated = plugins.Select(Validate).ToList();
        var valid = validated.Where(plugin => !plugin.IsRefused).ToList();
        return [.. validated.Select(plugin => plugin.IsRefused ? plugin : RefuseDuplicate(plugin, valid))];
    }

    private PluginStatus Validate(PluginStatus plugin)
    {
        if (plugin.Manifest is not { } manifest)
            return plugin;
        try
        {
            RefuseUnlessAllowed(plugin);
            versions.Validate(manifest);
            PluginFiles.Validate(plugin, manifest);
            PluginCode.Validate(plugin, manifest);
            return plugin;
        }
        catch (PluginRefusedException refusal)
        {
            return plugin.Refuse(refusal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return plugin.Refuse(new(PluginState.FileAltered, $"{plugin.Folder} cannot be read: {error.Message} Check its permissions, or copy the folder again."));
        }
    }

    private void RefuseUnlessAllowed(PluginStatus plugin)
    {
        if (options.AllowedManifests is { } allowed && !allowed.Contains(plugin.ManifestHash!))
        {
            throw new PluginRefusedException(
                PluginState.NotAllowed,
                $"Plugin '{plugin.Id}' is not on the list of allowed plugins. If you trust it, add {plugin.ManifestHash}.");
        }
    }

    private static PluginStatus RefuseDuplicate(PluginStatus plugin, IReadOnlyList<PluginStatus> valid)
    {
        if (plugin.Tasks.CountBy(task => task.Id).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            return Refuse($"the task '{twice}'", plugin);
        foreach (var other in valid.Where(other => other.Folder != plugin.Folder))
        {
            if (other.Id == plugin.Id)
                return Refuse($"the plugin id '{plugin.Id}'", other);
            if (plugin.Tasks.FirstOrDefault(task => other.Tasks.Any(theirs => theirs.Id == task.Id)) is { } task)
                return Refuse($"the task '{task.Id}'", other);
        }
        return plugin;

        PluginStatus Refuse(string name, PluginStatus other) => plugin.Refuse(new(
            PluginState.Duplicate,
            $"{plugin.Folder} and {other.Folder} both have {name}, and it cannot be told which is meant. Remove one of them."));
    }
}

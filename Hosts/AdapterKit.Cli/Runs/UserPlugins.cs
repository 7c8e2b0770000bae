using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Runs;

/// <summary>The plugins that a user has added.</summary>
/// <param name="root">The directory with one subdirectory per plugin.</param>
internal sealed class UserPlugins(string root)
{
    /// <exception cref="InputException">The user has no home directory.</exception>
    public static UserPlugins Open() => new(PluginDirectories.OfUser
        ?? throw new InputException("This user has no home directory for plugins. Name a directory with --plugins instead."));

    /// <summary>Validates a plugin and copies it; it appears whole or not at all.</summary>
    /// <returns>The id of the plugin, and the version that it replaced.</returns>
    /// <exception cref="InputException">
    /// The source is not a plugin, it is refused, another one has its id or a task of its, or the directory cannot be changed.
    /// </exception>
    public (string Id, string? Replaced) Add(string source) => Change(staging =>
    {
        PluginSource.Copy(source, staging.New);
        var plugin = PluginHost.Discover(staging.Incoming).Single();
        if (plugin.IsRefused)
        {
            var reason = plugin.Reason.Replace(staging.New, source, StringComparison.Ordinal);
            throw new InputException($"{source} was refused ({plugin.State}): {reason}");
        }

        var target = Path.Combine(root, plugin.Id);
        RequireUnique(source, plugin, target);
        var replaced = PluginHost.Discover(root).FirstOrDefault(other => other.Directory == target)?.Manifest?.Version;
        staging.Publish(plugin.Id);
        return (plugin.Id, replaced);
    });

    /// <summary>Deletes a plugin.</summary>
    /// <exception cref="InputException">The user has added no plugin with this id, or it cannot be deleted.</exception>
    public void Remove(string id)
    {
        IReadOnlyList<PluginStatus> added = [.. PluginHost.Discover(root).Where(plugin => plugin.State != PluginState.NotAPlugin)];
        var found = added.FirstOrDefault(plugin => plugin.Id == id) ?? throw new InputException(
            $"No plugin '{id}' was added.{Suggestion.For(id, added.Select(plugin => plugin.Id))} "
            + $"Added plugins: {(added.Count == 0 ? "none" : string.Join(", ", added.Select(plugin => plugin.Id)))}.");
        Change(staging =>
        {
            staging.Remove(found.Directory);
            return true;
        });
    }

    private T Change<T>(Func<PluginStaging, T> change)
    {
        try
        {
            using var staging = new PluginStaging(root);
            return change(staging);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"The plugins in {root} cannot be changed: {error.Message} Make the directory writable, or use --plugins instead.", error);
        }
    }

    private static void RequireUnique(string source, PluginStatus plugin, string target)
    {
        foreach (var other in PluginHost.Discover(PluginDirectories.Resolve([])).Where(other => other.Directory != target))
        {
            var task = plugin.Tasks.FirstOrDefault(task => other.Tasks.Any(theirs => theirs.Id == task.Id));
            if (other.Id != plugin.Id && task is null)
                continue;

            var name = other.Id == plugin.Id ? $"the id '{plugin.Id}'" : $"the task '{task!.Id}'";
            throw new InputException(
                $"{source} was not added: {other.Directory} also has {name}, and of two with one name, neither is used. "
                + "Give yours another name, or use it with --plugins in place of the others.");
        }
    }
}

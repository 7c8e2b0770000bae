using System.Diagnostics;

namespace AdapterKit.Hosting;

/// <content>What changes the host: built beside what is served, and published by one exchange.</content>
public sealed partial class PluginHost
{
    private GenerationBuilder Builder => new(backbone, options, copies);

    /// <summary>
    /// Reads the directories again and serves what they contain from now on: new plugins, changed ones in place of what they were, and no
    /// removed ones, nor the tasks that fuse them.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A changed plugin that is refused changes nothing: the plugin goes on as it was, and its status says why. A fused task whose members
    /// have changed goes on with the members that it was trained with.
    /// </para>
    /// <para>Tasks that are not served any more are released when the last lease on them ends.</para>
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The host or the backbone was disposed of.</exception>
    public void Refresh()
    {
        lock (gate)
            Publish(Build(Next));
    }

    /// <summary>Loads and tests what <see cref="Refresh"/> would serve, without serving it yet.</summary>
    /// <returns>What was loaded, owned by the caller.</returns>
    /// <exception cref="ObjectDisposedException">The host or the backbone was disposed of.</exception>
    public StagedPlugins Stage()
    {
        lock (gate)
            return new StagedPlugins(this, current, Build(Next));
    }

    /// <summary>Loads and tests one plugin as it lies in the directories now; all others stay as they are.</summary>
    /// <param name="id">The plugin's id. If it is not in the directories any more, the staged plugins are without it.</param>
    /// <returns>What was loaded, owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no such plugin, neither in the directories nor served.</exception>
    /// <exception cref="ObjectDisposedException">The host or the backbone was disposed of.</exception>
    public StagedPlugins Stage(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (gate)
        {
            return new StagedPlugins(this, current, Build(() =>
            {
                List<PluginStatus> found = [.. Discover(directories, options).Where(plugin => plugin.Id == id)];
                return found.Count > 0 || current.Slots.Any(slot => slot.Found.Id == id)
                    ? Builder.BuildWith(id, found, current)
                    : throw new ArgumentException($"There is no plugin '{id}', neither in the directories nor served.", nameof(id));
            }));
        }
    }

    /// <summary>Loads and tests other weights of a task that is served; everything else stays as it is.</summary>
    /// <remarks>
    /// Weights are data: no code comes in with them. They stay in the place of those in the plugin until the plugin itself changes. A task
    /// that fuses this one goes on with the weights that it was trained with.
    /// </remarks>
    /// <param name="task">The id of the task.</param>
    /// <param name="directory">The directory of the bundle; not needed any more once it is staged.</param>
    /// <returns>What was loaded, owned by the caller.</returns>
    /// <exception cref="ArgumentException">No such task is served.</exception>
    /// <exception cref="PluginException">The bundle does not open, does not fit the task, or the task does not compute with it.</exception>
    /// <exception cref="ObjectDisposedException">The host or the backbone was disposed of.</exception>
    public StagedPlugins StageBundle(string task, string directory)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(directory);
        lock (gate)
        {
            try
            {
                return new StagedPlugins(this, current, Build(() => Builder.BuildWithBundle(task, directory, current)));
            }
            catch (PluginRefusedException refusal)
            {
                throw new PluginException(refusal.Message);
            }
        }
    }

    /// <summary>Serves again what was served before the last <see cref="Refresh"/> or activation. A second call undoes the first.</summary>
    /// <remarks>The directories are not changed: <see cref="Refresh"/> would read the later plugins again.</remarks>
    /// <exception cref="InvalidOperationException">
    /// Nothing was served before, or <see cref="PluginHostOptions.KeepsPrevious"/> is off.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The host was disposed of.</exception>
    public void Rollback()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            Publish(RequirePrevious().CopyAs(current.Number + 1));
        }
    }

    /// <summary>Serves one plugin again as it was before the last <see cref="Refresh"/> or activation; all others stay.</summary>
    /// <param name="id">The plugin's id.</param>
    /// <exception cref="InvalidOperationException">
    /// It was not served before, another plugin has its tasks now, or <see cref="PluginHostOptions.KeepsPrevious"/> is off.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The host or the backbone was disposed of.</exception>
    public void Rollback(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (gate)
            Publish(Build(() => Builder.BuildAsBefore(id, RequirePrevious(), current)));
    }

    /// <summary>Publishes a generation, unless the host has changed since it was built.</summary>
    internal bool TryPublish(Generation basis, Generation next)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (current != basis)
                return false;

            Publish(next);
            return true;
        }
    }

    private Generation Next() => Builder.Build(Discover(directories, options), current);

    private Generation Build(Func<Generation> build)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        using var activity = HostTelemetry.Activities.StartActivity("adapterkit.change");
        var start = Stopwatch.GetTimestamp();
        try
        {
            return build();
        }
        finally
        {
            HostTelemetry.RecordChange(start);
        }
    }

    private Generation RequirePrevious() => previous ?? throw new InvalidOperationException(
        $"There is nothing to go back to. A host keeps what it served before if {nameof(PluginHostOptions.KeepsPrevious)} is on.");

    private void Publish(Generation next)
    {
        var (last, before) = (current, current.Plugins);
        ForgetPrevious();
        if (options.KeepsPrevious && last.Number > 0 && last.TryEnter())
            previous = last;

        current = next;
        last.Retire();
        ending = [.. ending.Where(generation => !generation.IsReleased), last];
        log.Write(before, next.Plugins);
    }
}

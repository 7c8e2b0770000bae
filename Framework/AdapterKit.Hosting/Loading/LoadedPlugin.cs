using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AdapterKit.Hosting;

/// <summary>The code of a plugin in its own load context, from the host's own copy of its files.</summary>
internal sealed class LoadedPlugin : Shared
{
    private const string BackboneDirectory = "backbones";

    private readonly ForeignCode foreign;
    private readonly PluginCopies copies;
    private readonly string copy;
    private PluginContext? context;
    private IReadOnlyList<TaskDeclaration> declarations;
    private IReadOnlyList<BackboneDeclaration> backbones;

    private LoadedPlugin(
        PluginStatus status,
        PluginManifest manifest,
        PluginCopies copies,
        string copy,
        ForeignCode foreign,
        PluginContext context,
        IReadOnlyList<TaskDeclaration> declarations,
        IReadOnlyList<BackboneDeclaration> backbones)
    {
        (Status, Manifest, this.copies, this.copy, this.foreign, this.context, this.declarations, this.backbones) =
            (status, manifest, copies, copy, foreign, context, declarations, backbones);
        Context = context.Watch();
        copies.Acquire();
    }

    /// <summary>The plugin as it was found.</summary>
    public PluginStatus Status { get; }

    /// <summary>What it consists of.</summary>
    public PluginManifest Manifest { get; }

    /// <summary>The declared tasks, in the order of the manifest; none once the plugin is released.</summary>
    public IReadOnlyList<TaskDeclaration> Declarations => declarations;

    /// <summary>Tells whether the code has left memory.</summary>
    public WeakReference<AssemblyLoadContext> Context { get; }

    /// <summary>What went wrong when the plugin or one of its tasks was released; <see langword="null"/> if nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>Copies the files of a valid plugin, verifies the copy, and loads the assembly from it.</summary>
    /// <exception cref="PluginRefusedException">
    /// A file has changed, the assembly does not load, or it does not declare the tasks in its manifest.
    /// </exception>
    public static LoadedPlugin Load(PluginStatus plugin, PluginManifest manifest, PluginCopies copies, PluginHostOptions options)
    {
        var foreign = new ForeignCode(manifest.Id, options.LoadTimeout);
        var copy = foreign.Run("copy its files", () => copies.Create(plugin, manifest, options.MaxPluginBytes), PluginCopies.Delete);
        try
        {
            return foreign.Run("load", () => Load(plugin, manifest, copies, copy, foreign), late => late.Release());
        }
        catch (PluginRefusedException refusal)
        {
            PluginCopies.Delete(copy);
            throw refusal.About(copy, plugin.Directory);
        }
    }

    /// <summary>Builds one of the tasks and tests it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="members">The tasks that it may fuse.</param>
    /// <param name="bundle">The directory of its weights; <see langword="null"/> for those in the plugin.</param>
    /// <exception cref="PluginRefusedException">Its bundle does not fit, or it does not compute.</exception>
    public LoadedTask Build(PluginTask task, Backbone backbone, IReadOnlyList<LoadedTask> members, string? bundle = null)
    {
        BundleRequirements.Require(Manifest, task, backbone);
        var declaration = declarations.First(declared => declared.Id == task.Id);
        // Code that hangs may still use them when everyone else has let go.
        Shared[] used = [this, .. members];
        Array.ForEach(used, item => item.Acquire());
        try
        {
            return foreign.Run(
                $"build and test the task '{task.Id}'",
                () =>
                {
                    try
                    {
                        var directory = bundle ?? PluginPaths.Resolve(copy, task.Bundle!);
                        return LoadedTask.Build(this, directory, declaration, backbone, members);
                    }
                    finally
                    {
                        Array.ForEach(used, item => item.Release());
                    }
                },
                late => late.Release());
        }
        catch (PluginRefusedException refusal)
        {
            throw refusal.About(copy, Status.Directory);
        }
    }

    /// <summary>Loads a backbone that the plugin offers. It keeps the plugin's code loaded until it is disposed of.</summary>
    /// <param name="id">The id of the backbone.</param>
    /// <param name="load">Loads it from a directory.</param>
    /// <param name="directory">The directory with its files; <see langword="null"/> for that in the plugin.</param>
    /// <exception cref="PluginRefusedException">It does not load in time, or is another one.</exception>
    public Backbone LoadBackbone(string id, Func<BackboneDeclaration, string, Backbone> load, string? directory)
    {
        var declaration = backbones.First(declared => declared.Id == id);
        // Code that hangs may still use the plugin when everyone else has let go.
        Acquire();
        try
        {
            return foreign.Run(
                $"load the backbone '{id}'",
                () => RequireId(LoadOrRelease(), id),
                late => late.Dispose());
        }
        catch (PluginRefusedException refusal)
        {
            throw refusal.About(copy, Status.Directory);
        }

        Backbone LoadOrRelease()
        {
            try
            {
                var backbone = load(declaration, directory ?? PluginPaths.Resolve(copy, $"{BackboneDirectory}/{id}"));
                backbone.OnReleased(Release);
                return backbone;
            }
            catch
            {
                Release();
                throw;
            }
        }
    }

    /// <summary>Disposes of a task, whatever its code does then.</summary>
    public void Dispose(TaskAdapter task, string id)
    {
        if (foreign.TryRun($"dispose of the task '{id}'", task.Dispose) is { } problem)
            Problem = problem;

        // A finalizer would run the same code again, where an exception ends the process.
#pragma warning disable CA1816
        GC.SuppressFinalize(task);
#pragma warning restore CA1816
    }

    protected override void Free()
    {
        (declarations, backbones) = ([], []);
        if (foreign.TryRun("unload", ReleaseContext) is { } problem)
            Problem ??= problem;

        PluginCopies.Delete(copy);
        copies.Release();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReleaseContext()
    {
        context?.Dispose();
        context = null;
    }

    private static LoadedPlugin Load(
        PluginStatus plugin, PluginManifest manifest, PluginCopies copies, string copy, ForeignCode foreign)
    {
        PluginContext? context = null;
        try
        {
            context = new PluginContext(PluginPaths.Resolve(copy, manifest.Assembly));
            var declared = context.CreateEntryPoint(manifest);
            return new LoadedPlugin(
                plugin,
                manifest,
                copies,
                copy,
                foreign,
                context,
                [.. manifest.Tasks.Select(task => Find(declared.Tasks, item => item.Id, $"task '{task.Id}'", task.Id, manifest))],
                [.. plugin.Backbones.Select(backbone =>
                    Find(declared.Backbones, item => item.Id, $"backbone '{backbone.Id}'", backbone.Id, manifest))]);
        }
        catch
        {
            context?.Dispose();
            throw;
        }
    }

    private Backbone RequireId(Backbone backbone, string id)
    {
        try
        {
            return backbone.Id == id ? backbone : throw new PluginRefusedException(
                PluginState.LoadFailed,
                $"Plugin '{Manifest.Id}' offers the backbone '{id}', but loads one with the id '{PrintableText.From(backbone.Id)}'. "
                + "Contact its author.");
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    private static T Find<T>(IReadOnlyList<T> declared, Func<T, string> getId, string name, string id, PluginManifest manifest)
        where T : class =>
        declared.FirstOrDefault(declaration => getId(declaration) == id) ?? throw new PluginRefusedException(
            PluginState.ManifestMismatch,
            $"Plugin '{manifest.Id}' does not declare the {name} that its {PluginManifest.FileName} lists. Build the plugin again.");
}

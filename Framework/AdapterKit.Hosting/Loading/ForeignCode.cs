using System.Reflection;

namespace AdapterKit.Hosting;

/// <summary>Runs code of a plugin: whatever it throws, and however long it takes, becomes a sentence about that plugin.</summary>
/// <param name="plugin">The plugin's id.</param>
/// <param name="limit">How long to wait for the code.</param>
internal sealed class ForeignCode(string plugin, TimeSpan limit)
{
    /// <summary>Runs code.</summary>
    /// <param name="what">What it does, for the message, such as <c>load</c>.</param>
    /// <param name="code">The code; what it throws as a refusal stays one.</param>
    /// <param name="release">Releases a result that comes too late.</param>
    /// <exception cref="PluginRefusedException">It throws, or does not end in time.</exception>
    public T Run<T>(string what, Func<T> code, Action<T>? release = null)
    {
        try
        {
            return TimeLimit.Run(limit, code, release);
        }
        catch (TimeoutException)
        {
            throw new PluginRefusedException(
                PluginState.TimedOut,
                $"Plugin '{plugin}' did not {what} within {limit.TotalSeconds:0.###} s, and may still be running. Contact its author, or "
                + "remove the plugin.");
        }
        catch (MemberMissingException error)
        {
            throw new PluginRefusedException(PluginState.MemberMissing, error.Message);
        }
        catch (BundleException error)
        {
            throw new PluginRefusedException(PluginState.BundleRejected, error.Message);
        }
        catch (Exception error) when (error is not PluginRefusedException)
        {
            // The cause is quoted, not kept as the inner exception: an exception of the plugin's own type would keep the plugin in memory.
            throw new PluginRefusedException(
                PluginState.LoadFailed,
                $"Plugin '{plugin}' fails to {what}: {PrintableText.Describe(FindCause(error))} Contact its author, or remove the plugin.");
        }
    }

    /// <summary>Runs code that releases something.</summary>
    /// <returns>What went wrong; <see langword="null"/> if nothing did.</returns>
    public string? TryRun(string what, Action code)
    {
        try
        {
            Run(what, () =>
            {
                code();
                return true;
            });
            return null;
        }
        catch (PluginRefusedException refusal)
        {
            return refusal.Message;
        }
    }

    // Reflection wraps what a plugin throws, sometimes more than once.
    private static Exception FindCause(Exception error) => error switch
    {
        TargetInvocationException or TypeInitializationException when error.InnerException is { } inner => FindCause(inner),
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => first,
        _ => error,
    };
}

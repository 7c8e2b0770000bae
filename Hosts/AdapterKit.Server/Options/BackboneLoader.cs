using AdapterKit.Backbones;
using AdapterKit.Hosting;
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
        var host = services.GetRequiredService<IOptions<AdapterKitOptions>>().Value;
        if (options.Threads is { } threads)
            torch.set_num_threads(threads);

        var npm = new NpmModelSource { DirectoryOption = $"{ServerOptions.Section}:Backbone" };
        var models = new RegistrySource(npm, new NuGetModelSource());

        // The container knows no asynchronous services; a hosted service asks for this one, on a thread of its own.
        return OpenAsync(options.Backbone, host, models).GetAwaiter().GetResult();
    }

    private static async Task<Backbone> OpenAsync(string? name, AdapterKitOptions host, RegistrySource models)
    {
        if (name is null || Directory.Exists(name))
            return await BackboneCatalog.OpenAsync(name, BackboneCatalog.DefaultId, models).ConfigureAwait(false);

        var offer = BackboneCatalog.Ids.Contains(name)
            ? null
            : OfferedBackbone.FindAll([.. host.Directories], host.Host).FirstOrDefault(offer => offer.Id == name);
        return offer?.Load(BackboneCatalog.Load) ?? await BackboneCatalog.LoadAsync(name, models).ConfigureAwait(false);
    }
}

using AdapterKit.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace AdapterKit.Server;

/// <summary>
/// The administration on a port of its own, with an application of its own: no request to the other port reaches any of it, whatever its
/// headers say.
/// </summary>
internal sealed class AdminServer(IOptions<ServerOptions> options, IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private const string Document = "admin";

    private WebApplication? application;

    /// <summary>Where it listens; empty while it is off.</summary>
    public IReadOnlyCollection<string> Addresses => (IReadOnlyCollection<string>?)application?.Services
        .GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.ToList() ?? [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Admin.Url is not { } url)
            return;

        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(AdminServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(url);
        Share<ILoggerFactory>(builder.Services);
        Share<KeyRing>(builder.Services);
        Share<PluginHost>(builder.Services);
        Share<RequestDispatcher>(builder.Services);
        Share<Administration>(builder.Services);
        Share<AuditLog>(builder.Services);
        Share<BundleStore>(builder.Services);
        builder.Services.AddSingleton(options);
        builder.Services.AddRoutingCore().AddProblemDetails().AddExceptionHandler<ErrorHandler>().AddKeys();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddOpenApi(Document);
        application = builder.Build();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseDashboard();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapAdministration();
        application.MapBundles();
        application.MapOpenApi("/openapi/{documentName}.json");
        application.MapScalarApiReference("/docs", docs => docs
            .WithTitle("AdapterKit administration").AddDocument(Document).DisableDefaultFonts());
        application.MapGet("/", () => Results.Redirect($"{DashboardFiles.Path}/")).ExcludeFromDescription();
        await application.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (application is not null)
            await application.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
            await application.DisposeAsync();
    }

    // An instance, so that only its owner disposes of it.
    private void Share<T>(IServiceCollection own)
        where T : class => own.AddSingleton(services.GetRequiredService<T>());
}
